"""What an estate does for a living: the words that its services, tables and routes are made of."""

from typing import NamedTuple


class Trade(NamedTuple):
    """A kind of business, as its engineers name things."""

    name: str
    products: tuple[str, ...]
    """What its services are called after."""
    routes: tuple[str, ...]
    """Paths of the interface."""
    tables: tuple[str, ...]
    jobs: tuple[str, ...]
    """What the workers do."""
    partner: str
    """A kind of firm that it depends on."""


TRADES = (
    Trade(
        "retail",
        ("checkout", "catalog", "orders", "shop"),
        ("/v1/cart", "/v1/orders", "/v1/products/search", "/v2/checkout", "/v1/wishlist"),
        ("orders", "order_lines", "stock_levels", "customers", "vouchers"),
        ("invoice_pdf", "stock_sync", "order_mail"),
        "parcel carrier",
    ),
    Trade(
        "banking",
        ("payments", "ledger", "cards", "transfers"),
        ("/v2/transfers", "/v2/accounts", "/v1/cards/limits", "/v2/statements", "/v1/payees"),
        ("postings", "accounts", "standing_orders", "card_holders", "payees"),
        ("statement_run", "interest_accrual", "payment_notice"),
        "card scheme",
    ),
    Trade(
        "insurance",
        ("claims", "policies", "quotes", "cover"),
        ("/v1/claims", "/v1/quotes", "/v3/policies", "/v1/documents", "/v1/premiums"),
        ("claims", "policies", "claim_files", "policy_holders", "premiums"),
        ("claim_intake", "renewal_letters", "premium_run"),
        "assessor network",
    ),
    Trade(
        "logistics",
        ("shipping", "tracking", "depots", "routes"),
        ("/v1/shipments", "/v1/track", "/v2/labels", "/v1/pickups", "/v1/depots"),
        ("shipments", "scan_events", "consignees", "pickups", "tariffs"),
        ("label_print", "eta_refresh", "manifest_export"),
        "customs broker",
    ),
    Trade(
        "travel",
        ("booking", "fares", "trips", "seats"),
        ("/v1/search", "/v1/bookings", "/v2/fares", "/v1/seats", "/v1/boarding"),
        ("bookings", "passengers", "fare_rules", "seat_map", "vouchers"),
        ("ticket_issue", "fare_refresh", "itinerary_mail"),
        "reservation network",
    ),
    Trade(
        "health",
        ("patients", "appointments", "results", "clinic"),
        ("/v1/appointments", "/v1/results", "/v2/patients", "/v1/referrals", "/v1/prescriptions"),
        ("appointments", "patients", "lab_results", "referrals", "prescriptions"),
        ("reminder_sms", "result_import", "referral_letter"),
        "laboratory",
    ),
    Trade(
        "media",
        ("playback", "library", "feeds", "studio"),
        ("/v1/play", "/v1/titles", "/v2/feed", "/v1/watchlist", "/v1/profiles"),
        ("titles", "watch_events", "subscribers", "profiles", "rights_windows"),
        ("thumbnail_render", "feed_rank", "subtitle_import"),
        "content network",
    ),
    Trade(
        "ticketing",
        ("tickets", "venues", "events", "boxoffice"),
        ("/v1/events", "/v1/seats/hold", "/v2/tickets", "/v1/venues", "/v1/resale"),
        ("tickets", "seat_holds", "buyers", "venues", "resale_offers"),
        ("ticket_pdf", "hold_release", "venue_sync"),
        "payment provider",
    ),
    Trade(
        "education",
        ("courses", "campus", "exams", "grades"),
        ("/v1/courses", "/v1/submissions", "/v2/grades", "/v1/enrolments", "/v1/exams"),
        ("submissions", "enrolments", "students", "grades", "exam_slots"),
        ("plagiarism_check", "grade_export", "enrolment_mail"),
        "examination board",
    ),
    Trade(
        "energy",
        ("metering", "tariffs", "outages", "billing"),
        ("/v1/readings", "/v1/contracts", "/v2/tariffs", "/v1/bills", "/v1/moves"),
        ("readings", "contracts", "meters", "households", "bills"),
        ("bill_run", "reading_import", "tariff_notice"),
        "grid operator",
    ),
    Trade(
        "delivery",
        ("kitchen", "couriers", "menus", "basket"),
        ("/v1/menus", "/v1/basket", "/v2/orders", "/v1/couriers", "/v1/ratings"),
        ("orders", "menu_items", "couriers", "diners", "payouts"),
        ("courier_match", "payout_run", "menu_import"),
        "maps provider",
    ),
    Trade(
        "payroll",
        ("payroll", "timesheets", "benefits", "people"),
        ("/v1/timesheets", "/v1/payslips", "/v2/employees", "/v1/leave", "/v1/benefits"),
        ("payslips", "timesheets", "employees", "bank_details", "leave_days"),
        ("payslip_pdf", "pay_run", "tax_export"),
        "tax office gateway",
    ),
)
