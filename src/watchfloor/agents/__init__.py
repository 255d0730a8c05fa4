"""Who sits in the seats; from here on outwards, things wait and can fail."""
