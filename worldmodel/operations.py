"""Words for operations in the names of tools, requests and mutations: those that look, those that change.

Interfaces name one deed in many words. A synonym stands for the word that the table of meanings knows.
"""

from worldmodel.wordset import words

READ = words(
    """
    get list search read fetch find describe show view simulate count preview check status lookup look
    inspect browse explain estimate calculate compute validate verify compare diff scan head stat exists
    is has ls tail cat grep glob info version help ping health whoami translate plan summarize
    summarise analyze analyse detect classify parse extract tokenize embed rank measure poll wait sleep
    think observe suggest recommend retrieve query select lookup peek quote screenshot scroll
    echo history details detail overview forecast weather geocode autocomplete introspect
    available availability metrics stats statistics usage profile whois tree enumerate reveal unmask decode
    ocr sum average locate discover audit fetchall getall readall trace sample proofread
    spellcheck lint assess evaluate visualize visualise plot cite benchmark
    """
)
"""Operations that only look."""

TABLED = words(
    """
    create add new make insert generate copy duplicate clone import compose draft save store put set
    write append update edit modify change rename move patch configure adjust assign unassign label tag
    mark pin unpin star unstar archive unarchive restore undelete recover close reopen resolve complete
    snooze mute unmute toggle enable disable activate deactivate turn switch delete remove destroy drop
    purge wipe erase clear trash empty discard unlink rm truncate prune terminate uninstall reset revoke
    expire flush send reply respond forward message notify email dm sms call dial invite rsvp submit
    publish unpublish post tweet retweet release broadcast announce comment share unshare upload merge
    push commit pay charge buy purchase checkout order tip donate refund capture trade sell bid transfer
    wire withdraw deposit remit payout subscribe unsubscribe upgrade downgrade renew cancel book reserve
    schedule reschedule register enroll enrol signup login signin logout signout authenticate authorize
    authorise approve reject deny accept decline sign agree consent grant attach detach promote demote
    elevate allow permit whitelist allowlist blacklist block unblock ban unban lock unlock open arm
    disarm install deploy redeploy rollback execute exec run rerun retry invoke eval apply trigger dispatch
    start
    restart reboot stop shutdown halt kill pause resume suspend unsuspend scale provision migrate replace
    overwrite rotate connect disconnect link unlink join leave follow unfollow like unlike react vote
    rate review flag report hire fire dismiss offboard onboard rebase revert cherry fork download export
    sync backup encrypt decrypt format fill type click press mint issue void settle claim redeem place
    confirm bookmark unbookmark drain cordon evict quarantine expose redact impersonate assume log record
    track play dim brighten vacuum dock preheat feed water mow
    """
)
"""Operations that change something and have rows of their own in the table of meanings."""

_SYNONYMS = {
    # money
    "pay": "topup recharge contribute pledge repay prepay refuel reorder preorder",
    "transfer": "disburse reimburse cashout lend borrow invest stake unstake liquidate escrow gift",
    "trade": "swap exchange hedge",
    "subscribe": "resubscribe",
    "cancel": "abort",
    # removal
    "delete": "pop consume dequeue expunge shred"
    " obliterate nuke forget unset unregister deregister deprovision decommission"
    " undeploy teardown anonymize anonymise pseudonymize pseudonymise scrub dedupe deduplicate",
    "wipe": "factoryreset reformat",
    "prune": "cleanup sweep cull trim thin rollover gc compact",
    # power, protection and records
    "grant": "trust entitle delegate",
    "bypass": "override suppress exempt ignore silence skip relax loosen waive",
    "unlock": "unlatch",
    # words to others
    "publish": "golive repost mention launch stream boost makepublic relist livestream syndicate",
    "unpublish": "hide unhide takedown delist unlist makeprivate retract",
    "send": "remind nudge propose",
    "submit": "lodge appeal petition countersign efile dispute",
    "escalate": "handover",
    # machines and deployments
    "stop": "throttle sever scaledown spindown",
    "deploy": "rollout cutover",
    "flash": "ota reflash",
    "execute": "spawn enqueue requeue reprocess replay inject actuate takeoff dispense"
    " train finetune crawl scrape automate",
    "update": "acknowledge ack triage shortlist upsert protect unprotect optimize optimise rebuild reindex"
    " backfill refresh invalidate warm touch normalize normalise recount unsend recall undo redo stamp"
    " reclassify recategorize annotate rearrange calibrate reassign correct amend extend shorten"
    " sanitize sanitise deprecate reissue chmod yank rerank rebalance freeze unfreeze recalculate reprice"
    " sendback return bump fix repair mend increment decrement finalize finalise choose",
    "create": "jot remember memorize memorise learn mkdir transcribe convert resize crop compress zip unzip"
    " render enhance build compile prepare waitlist"
    " scaffold instantiate print ensure",
    "dispatch_goods": "ship fulfil fulfill reroute redirect allocate deliver",
    "prescribe": "discharge admit expel administer dose",
    "reserve": "hail",
    # small things at home
    "dim": "ring honk blink beep speak say heat pair unpair chime vent brew",
}  # fmt: skip
SAME_AS = {word: known for known, others in _SYNONYMS.items() for word in others.split()}
"""A word and the operation it stands for."""

_AS_NOUNS = {
    "transfer": "fund credit debit port",
    "create": "snapshot",
    "hold": "hold",
    "submit": "file",
    "send": "page",
    "publish": "present cast",
    "update": "sort",
    "execute": "queue process",
    "terminate": "retire",
    "order": "refill",
    "request": "request",
    "dim": "land",
}
ONLY_IN_TOOLS = {word: known for known, others in _AS_NOUNS.items() for word in others.split()}
"""Words that are an operation only where they stand alone as a tool's: `flights.hold`, `tax.file`."""

CHANGE = TABLED | frozenset(SAME_AS) | frozenset(_SYNONYMS)
"""Operations that change something."""

COMPOUNDS = {
    ("clock", "in"): "record", ("clock", "out"): "record", ("return", "item"): "sendback",
    ("return", "order"): "sendback", ("return", "product"): "sendback", ("return", "parcel"): "sendback",
    ("exchange", "rate"): "rates", ("exchange", "rates"): "rates",
    ("top", "up"): "topup", ("go", "live"): "golive", ("cash", "out"): "cashout",
    ("take", "down"): "takedown",
    ("roll", "out"): "rollout", ("roll", "back"): "rollback", ("sign", "up"): "signup",
    ("sign", "in"): "signin", ("sign", "out"): "signout", ("log", "in"): "login", ("log", "out"): "logout",
    ("tear", "down"): "teardown", ("shut", "down"): "shutdown", ("clean", "up"): "cleanup",
    ("factory", "reset"): "factoryreset", ("make", "public"): "makepublic",
    ("make", "private"): "makeprivate", ("pay", "out"): "payout", ("cut", "over"): "cutover",
    ("undo", "send"): "unsend", ("ota", "update"): "ota", ("scale", "down"): "scaledown",
    ("spin", "down"): "spindown", ("take", "off"): "takeoff", ("opt", "out"): "unsubscribe",
    ("hand", "over"): "handover",
    ("free", "busy"): "availability", ("standing", "order"): "standingorder",
    ("standing", "orders"): "standingorder", ("direct", "debit"): "directdebit",
    ("recurring", "payment"): "recurringpayment", ("recurring", "transfer"): "recurringtransfer",
    ("return", "result"): "show", ("return", "results"): "show", ("return", "value"): "show",
    ("return", "answer"): "show", ("return", "output"): "show", ("return", "response"): "show",
    ("return", "policy"): "show", ("print", "preview"): "preview",
    ("show", "interest"): "like", ("show", "support"): "like", ("show", "notification"): "notify",
    ("show", "alert"): "notify", ("view", "as"): "impersonate", ("get", "rid"): "delete",
    ("check", "box"): "mark", ("check", "checkbox"): "mark", ("check", "off"): "mark",
    ("suggest", "edit"): "propose", ("suggest", "edits"): "propose", ("suggest", "change"): "propose",
    ("suggest", "changes"): "propose", ("wait", "list"): "waitlist", ("poll", "vote"): "vote",
    ("quote", "post"): "post", ("quote", "tweet"): "tweet", ("quote", "retweet"): "retweet",
    ("evaluate", "script"): "execute", ("evaluate", "expression"): "execute", ("evaluate", "code"): "execute",
    ("explain", "analyze"): "execute", ("explain", "analyse"): "execute",
    ("compare", "exchange"): "update", ("compare", "swap"): "update", ("test", "set"): "update",
    ("track", "package"): "show", ("track", "parcel"): "show", ("track", "shipment"): "show",
    ("track", "order"): "show", ("track", "delivery"): "show", ("track", "flight"): "show",
    ("convert", "currency"): "calculate", ("convert", "units"): "calculate", ("git", "log"): "history",
    ("auto", "pay"): "autopay", ("set", "up"): "create", ("auto", "complete"): "autocomplete",
}  # fmt: skip
"""Two words of a name that are one operation."""

READS_AS_FIRST = words(
    "next upcoming recent latest nearby current today todays past previous who what when where which how"
)
"""First words of names that ask, where a name has no operation: `upcoming_events`, `who_am_i`."""

READS_AS_NOUN = words(
    """
    balance statement status state eta directions now price prices top headlines info details list schema
    me current latest today summary report forecast position location hours menu transcript results result
    quota quotas allowance credits slots vacancies tariff portability eligibility
    capacity readings reading rates times timetable freebusy outline quality
    index unread news agenda sunrise sunset
    humidity timezone zone types options features count total
    totals
    """
)
"""Nouns that name what is shown, where a name has no operation: `bank.balance`, `maps.eta`."""

SUBJECTS = words(
    """
    account bank card credit debit cash stock share market fund loan rent tax fuel gas power energy water heat
    weather air wind rain snow sun sea tide river pollen road traffic route train bus tram ferry flight gate
    room seat bed table desk hotel house home car bike parcel order item product cart shop store price fee
    user team staff member client guest patient pet dog cat school class course exam grade book film movie
    song music show match game score league news mail sms call chat event day week month year date time
    job task project build test server host node cluster disk memory cpu network wifi vpn device phone battery
    door lock light lamp heating boiler fridge oven garden plant soil crop field farm vehicle tyre engine
    invoice bill budget salary pay leave holiday vacation shift queue ticket lead deal contract policy claim
    file folder document page site domain name key quota data plan stay trip city map bond coin wallet crypto
    jira github gitlab slack notion gmail outlook stripe aws gcp azure k8s docker redis postgres mysql mongo
    kafka salesforce hubspot zendesk twilio shopify trello asana linear drive gdrive dropbox git ci db api
    sql web app bug audit error crash sales health system browser cloud pod image campaign
    token public daily weekly monthly hourly full free open my total current next last new
    """
)
"""Everyday things that a name asks about: `river_level`, `pollen_forecast`."""
