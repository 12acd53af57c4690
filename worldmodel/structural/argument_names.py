"""Names and values of arguments by what they mean, whatever the tool."""

import re

from worldmodel.wordset import words

TO = words(
    """
    to recipient recipients cc bcc attendees attendee invitees guests participants emails email phone
    phones phone_number channel chat chat_id contact payee beneficiary iban destination share_with
    shared_with forward_to forwarding_address users members member user_ids audience to_number to_email
    to_address to_account recipient_id payee_id receiver target_account destination_account account_to
    mailbox_to user_email collaborator invitee grantee redirect_to who with with_user person people member
    send_to notify_email
    """
)
TEXTS = words(
    "body text content message description html subject title comment note caption summary payload"
    " file_text new_str insert_text new_string data status code patch diff contents markdown"
    " replacement new"
)
FINAL = words(
    "permanent permanently hard hard_delete purge skip_trash skip_recycle_bin force_delete no_trash destroy"
)
FORCE = words(
    "force forced no_backup skip_backup ignore_checks no_verify skip_checks force_push override bypass"
)
SOFT = words("trashed trash soft soft_delete to_trash move_to_trash recycle archived in_trash")
TRIAL = words(
    "dry_run dryrun simulate simulation validate_only preview_only preview check_only what_if test_only"
    " plan_only"
)
BROAD = words("recursive cascade all everything include_all all_users select_all apply_to_all")
MANY_KEYS = words(
    "query filter where match pattern accounts scope room selector folder label target targets ids"
    " range user"
    " users user_id device devices device_id member members customer customers employee employees account"
    " account_id group groups audience environment environments region regions host hosts node"
    " nodes id recipients"
    " segment list to who project projects location site sites channel"
)
PEOPLE = words(
    "user users user_id member members customer customers employee employees account accounts"
    " audience group"
    " groups team recipients to who segment"
)
ALL = re.compile(
    r"^(\*|\*\.\*|any|everything|everyone|everybody|/|\.\*|%|1=1|true|global"
    r"|org(ani[sz]ation)?(-?wide)?|company(-?wide)?"
    r"|whole[ _-]\w+|entire[ _-]\w+|@?(all|everyone|here)([-_ :/]\w+)?|\w+[:/._-](all|\*))$",
    re.IGNORECASE,
)
BIG = re.compile(
    r"admin|full_?access|(?<!\w)\*(?!\w)|^owner$|^root$|super_?user|power_?user|cluster-admin"
    r"|maintainer|:\*",
    re.IGNORECASE,
)
POWER_KEYS = words(
    """
    role roles policy policies policy_arn permission permissions scope scopes access_level privilege action
    actions policy_name role_name level grant group access
    """
)
BOUNDLESS = words("unlimited max maximum infinite infinity all")
PLACES = words("env environment stage target cluster context namespace workspace profile instance")
TRIAL_PLACE = re.compile(
    r"^(staging|stage|test(ing)?|dev(elopment)?|sandbox|preview|qa|local|uat|demo)([-_]?\d+)?$", re.I
)
PUBLIC_KEYS = words(
    "visibility access acl sharing privacy audience scope link_access who type general_access"
)
PUBLIC = re.compile(
    r"^(public|public[-_ ]read(-write)?|anyone|anyone[-_ ]with[-_ ].*|allusers|everyone|world|open"
    r"|unlisted)$",
    re.I,
)
REPEATS = words(
    "recurrence rrule recurring repeat auto_renew autorenew interval billing_cycle frequency period"
)
COUNTS = words("expected expected_count count max_items max_count affected total_items num_items")
SHOWN_NAMES = words(
    """
    title name subject id number file_id fileid path file_path filename key bucket table repo repository
    branch message_id event_id document document_id doc_id username user user_id project instance_id
    instance service query label symbol item product sku slug room device entity_id role policy
    thread_id url spec package list calendar page property customer customer_id merchant vendor payee
    invoice order account
    account_id order_id invoice_id contact_id contact employee employee_id host domain topic image
    """
)
TELLING_KEYS = words(
    "customer customer_id merchant vendor payee invoice invoice_id order order_id employee employee_id"
)


FIRST_NAMES = """
    title subject name file document doc folder sheet album path file_path filename file_id fileid number id
    key bucket table symbol query spec
    package
"""
LAST_NAMES = ("role", "policy", "query", "label")
ORDERED_NAMES = (
    *FIRST_NAMES.split(),
    *sorted(SHOWN_NAMES.difference(LAST_NAMES)),
    *LAST_NAMES,
)
