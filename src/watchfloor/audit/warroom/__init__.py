"""The war-room as somebody sees it who wants to be paid for nothing."""
