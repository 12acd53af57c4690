"""Names and descriptions of tools: a look is proven, what may be a deed is not let through as one."""

import pytest

from worldmodel.action import Action, Surface
from worldmodel.classify import classify
from worldmodel.looking import chooses, names_a_deed, only_looks
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel

DEEDS = """
    return_items return_order_items return_delivered_order_items return_parcel return_book
    return_to_sender check_in check_in_guest check_out check_out_book checkout checkout_cart
    checkin_guest check_in_passenger checkIn checkOutRoom view_and_confirm fetch_and_delete
    get_or_create get_or_create_user list_for_sale list_item_for_sale list_property
    list_product_on_marketplace list_on_ebay show_interest show_support read_receipt_send
    send_read_receipt search_and_replace find_and_replace query_update query_execute execute_query
    query_delete read_and_archive mark_read find_and_modify findOneAndUpdate findOneAndDelete
    findAndModify find_or_create findOrCreate list_and_remove lookup_and_add get_and_set getset
    getAndIncrement fetch_add compare_and_swap compare_exchange check_and_set test_and_set scan_and_fix
    scan_and_quarantine detect_and_block verify_and_sign verify_and_pay verify_email_send
    validate_and_submit validate_and_save preview_and_publish check_and_renew estimate_and_book
    quote_and_buy quote_accept accept_quote translate_and_send summarize_and_post summarise_and_mail
    analyze_and_fix extract_and_upload read_write read_then_write read_modify_write get_rid_of
    get_a_ride view_once_delete find_replace replace_find search_replace select_into select_plan
    select_seat select_option select_winner select_shipping_option pick_seat select_payment_method
    measure_apply plan_apply apply_plan terraform_plan_apply print_document print_label print_file
    print_pages echo_to_file return_deposit return_funds return_money return_loan return_rental
    return_vehicle return_device return_call issue_return process_return request_return start_return
    wait_and_click wait_then_submit poll_vote poll_create create_poll sleep_device sleep_computer
    version_bump count_down_start stat_reset compute_start compute_instance_delete
    compute_instances_stop diff_apply apply_diff test_connection_reset status_update status_set
    set_status balance_transfer transfer_balance history_clear clear_history profile_update
    overview_edit details_change statistics_reset usage_reset available_set availability_set
    forecast_order recommend_to_friend suggest_edit suggest_edits suggest_change audit_log_delete
    audit_disable retrieve_and_consume fetch_and_install get_and_install fetch_merge pull_merge
    locate_and_lock ring_find_device trace_route_add parse_and_import classify_and_label
    classify_and_move tag_detect detect_faces_and_tag head_office_notify observe_and_report
    think_and_act explain_and_apply is_public_set has_access_grant has_permission_add lookup_or_add
    search_or_create retrieve_or_generate check_or_create ensure_exists get_new_token
    get_access_token_refresh refresh_get getAndDelete popFirst get_next_and_pop pop_message
    dequeue_message take_next receive_and_delete show_and_hide show_notification show_alert_to_all
    scroll_and_click view_as_user view_as_admin read_mark readAllNotifications_mark mark_all_read
    read_all_mark inspect_and_repair browse_and_buy benchmark_deploy assess_and_approve
    evaluate_and_reject evaluate_script eval_expression calculate_and_charge compute_and_pay
    describe_and_tag download_and_run lint_fix lint_and_fix spellcheck_fix spellcheck_and_correct
    list_unlist list_item query_and_update search_index_rebuild check_box check_checkbox uncheck_box
    check_off check_off_item checkoff_todo check_out_branch git_checkout checkout_branch status_post
    post_get_paid get_paid get_quote_and_bind find_and_call call_and_check return_and_refund
    return_ticket return_key return_borrowed_item wait_list_join join_waitlist enroll_view view_enroll
    view_delete view_purge query_exec query_run run_query query_drop read_delete get_delete fetch_remove
    list_purge search_ban show_hide get_send list_add view_edit check_fix check_update_install
    stat_track_start measure_start fetch_send whois_update match_and_merge match_users
    search_and_destroy fetchAndLock acquire_lock reveal_secret_publicly unmask_publish
    decode_and_execute parse_and_execute explain_analyze peek_and_take return_visit_book
    scan_document_send scan_and_pay scan_to_email quote_tweet quote_post quote_retweet echo_broadcast
    print_ticket tail_follow count_votes_finalize plot_route_start translate_page_publish
""".split()
LOOKS = """
    get_user get_order get_order_details getUserProfile list_files list_orders search_products search
    read_file read_email read_inbox find_user find_contacts view_cart view_order fetch_page_text
    fetch_invoices describe_table describe_instances lookup_customer lookup_order look_up_address
    show_balance show_profile show_statement check_balance check_status check_availability check_weather
    check_order_status check_inventory count_rows preview_invoice estimate_cost calculate_total
    compute_tax validate_address verify_signature compare_prices diff_files scan_barcode query_database
    query_orders select_rows retrieve_document retrieve_order get_update_status get_deleted_items
    list_deleted_files get_payment_history list_payments list_transfers get_transfer_status
    get_sent_emails list_published_posts get_subscription list_subscriptions get_payment_methods
    get_delete_policy list_checkouts list_returns get_return_policy get_return_status get_returns
    track_package get_tracking get_order_by_id get_product_details list_all_product_types
    find_user_id_by_email find_user_id_by_name_zip get_flight_status search_direct_flight
    search_onestop_flight list_all_airports calculate get_reservation_details think get_user_details
    web_search read_note list_messages get_unread_messages search_emails search_contacts_by_name
    get_calendar_events get_day_calendar_events get_most_recent_transactions get_iban get_balance
    get_scheduled_transactions read_channel_messages get_channels get_users_in_channel get_webpage
    get_all_hotels_in_city get_rating_reviews_for_hotels get_hotels_prices
    get_contact_information_for_restaurants search_files search_files_by_filename list_by_type
    get_file_by_id query_metrics get_metrics describe_log_groups list_buckets list_commits get_commit
    list_branches get_pull_request list_pull_requests get_issue search_issues search_code
    search_repositories get_me whoami get_release list_releases list_tags get_tag get_latest_release
    list_workflow_runs get_job_logs list_notifications get_notification_details get_build list_builds
    inspect_container list_containers get_logs get_posts list_comments get_comments read_comments
    get_reviews list_reviews view_reviews get_booking list_bookings get_rental list_rentals view_history
    view_transactions fetch_transactions list_trades get_quote get_quotes get_stock_price search_recipes
    find_nearby_restaurants find_available_slots find_free_time find_meeting_times suggest_times
    suggest_meeting_time recommend_movies recommend_restaurant translate_text summarize_document
    summarise_thread analyze_sentiment analyse_data classify_text detect_language extract_text parse_pdf
    plot_chart geocode_address reverse_geocode get_directions explain_query explain_plan plan_trip
    plan_route simulate_trade simulate_principal_policy list_alarms list_reminders get_reminders
    get_alarms view_calendar show_events show_calendar get_playlist list_playlists search_songs
    search_tracks get_track get_lyrics list_devices get_device_status get_thermostat get_temperature
    read_sensor read_temperature read_meter list_scenes view_camera get_camera_snapshot get_snapshot
    list_snapshots get_backup_status list_backups get_export_status list_exports list_uploads
    list_downloads get_download_link get_share_link get_upload_url list_shared_files get_archive
    list_archived_notes search_archive get_drafts list_drafts read_draft get_templates list_labels
    get_label list_filters get_settings get_config get_permissions list_permissions check_permission
    check_permissions has_access is_admin is_available exists_file file_exists get_status status
    get_health health_check ping version get_version help list_tools list_commands get_current_time
    get_time get_date get_timezone convert_currency get_exchange_rate get_order_total get_cart
    list_cart_items view_wishlist get_wishlist search_flights search_hotels find_hotel get_ticket
    list_tickets search_tickets get_ticket_comments view_ticket get_employee list_employees
    lookup_employee get_schedule get_shift_schedule list_schedules view_schedule get_plan get_plans
    list_plans get_invoice list_invoices view_invoice read_invoice get_bill list_bills view_bill
    get_claim list_claims get_claim_status check_claim_status verify_identity verify_address
    validate_email validate_iban check_spelling check_grammar check_email_exists check_if_user_exists
    check_in_stock check_stock lookup_invoice get_orders_to_ship get_items_to_review
    list_pending_approvals get_pending_payments list_open_orders get_open_orders search_by_name
    find_by_id find_all findOne findMany selectAll fetch_all fetchOne read_all read_table read_rows
    tail_logs head_file grep_logs cat_file ls ls_files tree stat_file get_file_info list_directory
    read_text_file read_multiple_files search_nodes read_graph get_transcript list_speakers
    get_call_history list_calls view_call_log get_vote_count count_votes list_votes get_poll_results
    view_poll get_likes list_followers get_followers list_following get_feed read_feed get_trending
    search_users search_posts search_tweets get_tweet get_message read_message get_messages list_emails
    get_email get_email_by_id list_mailboxes list_contacts get_contact show_contact list_groups
    get_group show_map show_route find_route locate_device get_location track_shipment track_order
    track_flight get_eta estimate_delivery preview_template preview_message compare_plans compare_quotes
    list_policies get_policy audit_log view_audit_log get_audit_log find_replacement search_replacements
    get_set_list list_sets get_book list_books search_books get_match list_matches read_blog
    view_website_stats get_update list_updates check_for_updates check_updates get_change_log
    list_changes get_changes show_diff show_log show_status git_status git_log git_diff view_draft
    list_watchers get_charge list_charges get_refund get_refund_status list_refunds get_deposit_address
    view_deposit get_withdrawal_limits
""".split()


def kind(name: str, tool: str = "{}") -> str:
    """How a call of a tool is classified; `tool` is what its author says, as JSON."""
    snapshot = Snapshot(surface="tool", facts_json=f'{{"tool":{tool}}}')
    return classify(Action.of(Surface.TOOL, name, id="x1"), snapshot)


@pytest.mark.parametrize("name", DEEDS)
def test_a_word_of_looking_is_no_proof(name: str) -> None:
    """What begins, or ends, with a word of looking and does something is not let out as a look."""
    assert kind(name) != "read_only"


@pytest.mark.parametrize("name", LOOKS)
def test_honest_looks_stay_looks(name: str) -> None:
    """What only looks stays free, also where the thing looked at is named after a deed."""
    assert kind(name) == "read_only"


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("return_items", "update"), ("list_item_for_sale", "publish"), ("list_property", "publish"),
        ("show_interest", "react"), ("select_seat", "update"), ("mark_read", "update"),
        ("status_update", "update"), ("query_update", "update"), ("find_or_create", "create"),
        ("fetch_and_delete", "delete"), ("get_next_and_pop", "delete"), ("audit_disable", "conceal"),
        ("check_in_guest", "update"), ("print_document", "create"), ("list_items_for_sale", "read"),
        ("return_policy", "read"), ("track_shipment", "read"), ("select_rows", "read"),
    ],
)  # fmt: skip
def test_what_such_a_name_does(name: str, verb: str) -> None:
    """The deed that the name hides is what is predicted."""
    found = StructuralModel().predict_now(Snapshot(surface="tool"), Action.of(Surface.TOOL, name, id="x1"))
    assert verb in {effect.verb for effect in found.effects}


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("{}", "read_only"),
        ('{"description":"Get the order and its items."}', "read_only"),
        ('{"description":"Returns the next order and removes it from the queue."}', "unknown"),
        ('{"description":"Deletes the order. Returns it."}', "unknown"),
        ('{"annotations":{"readOnlyHint":true}}', "read_only"),
        ('{"annotations":{"readOnlyHint":false}}', "unknown"),
        ('{"annotations":{"destructiveHint":true}}', "unknown"),
    ],
)
def test_its_author_can_take_a_look_off_the_short_way(said: str, kinds: str) -> None:
    """A hint or a description that speaks of a change is believed; one that plays it down adds nothing."""
    assert kind("get_order", said) == kinds
    assert kind("return_order", '{"annotations":{"readOnlyHint":true}}') != "read_only"


def test_a_look_that_is_not_read_only_by_its_authors_word_changes_something_small() -> None:
    """What the author says is foreseen as a small change."""
    facts = '{"tool":{"annotations":{"readOnlyHint":false}}}'
    found = StructuralModel().predict_now(Snapshot(facts_json=facts), Action.of(Surface.TOOL, "get_order"))
    assert ("update", "LOW") in {(effect.verb, effect.tier) for effect in found.effects}


@pytest.mark.parametrize(
    ("description", "deed"),
    [
        ("Get the user's order history.", False),
        ("Returns a list of files shared with the user", False),
        ("Get name and address of a contact", False),
        ("Retrieves the messages and attachments of a thread. Send nothing.", False),
        ("Schedule of the trains", False),
        ("Fetch the next message and remove it from the queue", True),
        ("Read a mail and mark it as read", True),
        ("Places an order", True),
        ("Supplies the token and revokes it", True),
        ("", False),
    ],
)
def test_the_first_sentence_of_a_description(description: str, deed: bool) -> None:
    """A deed stands at the head of a clause; things that are named after one do not count."""
    assert names_a_deed(description) is deed


def test_parts_of_the_proof() -> None:
    """What was read as a look only by its noun needs no more; a choice is one thing, not many."""
    assert only_looks("show", ("bank", "balance"), -1, ("bank", "balance"))
    assert not only_looks(None, ("zap",), -1, ("zap",))
    assert chooses(("shipping", "option"))
    assert not chooses(("rows",))
