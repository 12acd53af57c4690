"""Kinds of objects by the words that name them in tool names, paths and mutations."""

from worldmodel.wordset import words

CREDENTIAL = words(
    "key token secret credential credentials pat apikey accesskey password passphrase passkey"
    " certificate ssh"
    " gpg"
)
OWN_SECURITY = words(
    "mfa 2fa totp otp pin recovery authenticator email_address phone_number login security_question"
)
LOGGING = words(
    "log logs logging audit audits trail cloudtrail journal auditlog syslog eventlog recorder history_log"
    " access_log"
)
PROTECTION = words(
    """
    mfa 2fa firewall waf alarm alarms alert alerts antivirus guard guardduty protection encryption
    backup backups versioning detector monitor monitoring validation verification scanner defender
    safeguard lockout captcha quota limit ratelimit ssl tls https branch_protection signing sandbox
    moderation healthcheck
    """
)
OPENING = words(
    "window windows door doors garage gate gates lock locks alarm safe valve shutter camera cameras"
    " car vehicle"
    " trunk entrance elevator barrier"
)
POWER = words(
    """
    policy policies role roles permission permissions admin admins owner collaborator acl binding
    privilege privileges sudo member members sudoer scope ingress access superuser moderator delegate
    ownership rbac
    """
)
MAILRULE = words("forward forwarding autoforward redirect delegation filter")
AUTOREPLY = words("autoreply autoresponder vacation")
"""A rule that answers; it gives nobody what others wrote."""
SCHEDULED = words(
    """
    webhook webhooks cron crontab schedule scheduled trigger hook hooks autostart startup daemon automation
    automations routine rule timer job jobs recurring autopilot scene_trigger zap plugin extension
    """
)
VISIBILITY = words("visibility sharing privacy public")
TRANSFER = words("transfer payout withdrawal wire refund remittance disbursement transaction")
STANDING = words("standingorder directdebit recurringpayment recurringtransfer autopay mandate")
"""Orders to pay that repeat until somebody ends them."""
FUNDS = words(
    "payroll payrolls payslips salaries salary wages expense expenses reimbursement escrow funds payment"
    " payments invoice invoices payout payouts bonus bonuses royalties stipend"
)
"""What is owed to somebody: releasing, approving or running it pays."""
PAYS_INTO = words("bank iban bic payout payee beneficiary_account routing_number sort_code")
"""Where money will go: who changes it turns later payments aside."""
RECREATED = words(
    "hook hooks webhook webhooks label labels tag tags alias aliases filter filters reminder reminders"
    " bookmark bookmarks saved shortcut shortcuts view views badge emoji"
    " annotation milestone subscription_topic topic_subscription nickname note_link"
)
"""Small named things that are set up again in a minute."""
RUNS = words(
    "job jobs pipeline pipelines build builds workflow workflows test tests check checks run runs"
    " suite stage step lint scan"
)
"""What runs on machines and may be run once more."""
MONEY = words("money funds tip tips gratuity payment crypto btc eth bitcoin coin coins usdc sol cash gift")
PLAN = words(
    "provider tariff supplier carrier insurer plan subscription membership trial premium license licence seat"
    " seats tier"
)
MAILING = words(
    "newsletter mailing list channel topic feed thread repo repository notification notifications updates"
)
ORDER = words("order purchase checkout cart trade bid bet basket sale auction")
PAYMENT = words(
    "payment payments charge charges intent intents invoice_payment donation tip billing_agreement bill"
)
CARD = words("card cards payment_method iban bank_account")
BOOKING = words(
    "booking reservation flight hotel table trip ticket_booking ride taxi seat room rental itinerary"
    " appointment"
)
CONTRACT = words("contract terms agreement offer tos consent envelope policy_terms nda lease proposal quote")
STAFF = words("employee employees worker staff contractor candidate person employment")
ACCOUNT = words("account accounts user users profile tenant organization organisation customer workspace")
GATHERING = words("event events meeting meetings appointment calendar invite invitation call_event")
MESSAGE = words(
    """
    message messages sms dm email emails text notification notifications fax voicemail envelope reply
    """
)
MESSENGER = words(
    """
    chat whatsapp slack telegram mail gmail outlook signal imessage discord teams mailgun sendgrid twilio
    """
)
POST = words(
    """
    issue issues pr pull pullrequest discussion comment comments gist review reviews post posts tweet
    tweets status story article release listing ad campaign announcement statuses toot video reel paste
    package merge
    """
)
MACHINE = words(
    """
    instance instances vm vms server servers cluster clusters container containers pod pods droplet
    node nodes
    deployment deployments service services function functions lambda gpu machine machines dyno nodepool
    """
)
STORE = words(
    """
    bucket buckets database databases db table tables volume volumes disk disks snapshot snapshots namespace
    namespaces project projects stack stacks collection collections index indices repo repository
    repositories
    environment environments schema keyspace backup backups vault workspace tenant queue topic zone
    """
)
BUNDLE = words("package packages dependency dependencies pip npm apt module extension plugin gem crate")
WORKFLOW = words(
    """
    workflow workflows pipeline pipelines job jobs build builds lambda function functions script scripts
    task action actions query notebook playbook command macro
    """
)
HOME = words(
    """
    light lights lamp lamps thermostat temperature volume music tv fan vacuum blinds media song playlist
    brightness speaker scene curtain curtains spotify player device bulb plug humidifier
    """
)
ENTRY_CODE = words("code codes passcode keycode pin pass guest visitor keycard fob")
CHECKING = words(
    """
    ci check checks test tests scan scanner gate review reviews approval approvals lint policy rule rules
    compliance guard oncall hook hooks verification signature
    """
)
FIRMWARE = words("firmware ota bios rom bootloader os driver image_update patch patches")
LIMIT = words("limit limits cap caps budget budgets allowance threshold ceiling overdraft spend")
WEIGHTY = words(
    """
    price prices pricing grade grades mark marks score scores dose dosage prescription medication diagnosis
    treatment salary salaries wage wages compensation bonus stock inventory nameserver nameservers ns mx
    tax taxes tariff shift shifts roster rota interest rating_of payable ledger_entry chart insurance
    coverage
    beneficiary beneficiaries will testament
    """
)
