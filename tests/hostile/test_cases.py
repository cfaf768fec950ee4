"""The list of hostile cases: what may come in, and the test that says what then happens.

A case without a test is a case that nobody has looked at yet.
"""

import ast
from functools import lru_cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SECURITY = "content/markdown/test_markdown_security.py"
COST = "content/markdown/test_markdown_cost.py"
HEADER = "content/test_front_matter.py"
PARSE = "content/test_parse.py"
LOADER = "content/test_loader.py"
FOLDERS = "cli/test_hostile_folders.py"
STREAMS = "cli/test_streams.py"
PUBLISH = "output/publish/test_publication.py"
KILL = "output/publish/test_publish_kill.py"
NETWORK = "check/external/test_external_network.py"
EXTERNAL = "check/external/test_external_check.py"
SAFETY = "serve/test_safety.py"
FOLLOWING = "serve/test_following.py"
RESOLVE = "corpus/test_resolve.py"
ASSEMBLE = "corpus/test_assemble.py"
BUILD = "build/test_build.py"
TEXT = "hostile/test_text.py"
NAMES = "hostile/test_names.py"
GRAPHS = "hostile/test_graphs.py"
BUILDS = "hostile/test_builds.py"
INJECTION = "browser/test_injection.py::test_nothing_runs_and_nobody_is_asked"

CASES = {
    "1 script in any field": INJECTION,
    "2 quotes in titles": f"{TEXT}::test_no_title_summary_or_deck_becomes_an_attribute",
    "3 raw HTML that acts": f"{TEXT}::test_raw_html_that_could_act_is_no_element",
    "4 spellings of addresses that run": f"{SECURITY}::test_no_spelling_of_a_script_address_becomes_a_link",
    "5 titles of links with quotes": INJECTION,
    "6 words after a fence": INJECTION,
    "7 markup in labels and footnotes": f"{SECURITY}::test_markup_in_titles_and_summaries_is_inert",
    "8 headings that would be ids of the page": f"{SECURITY}::test_ids_are_never_those_of_the_page",
    "9 expressions of templates in text": INJECTION,
    "10 ends of scripts in data": f"{TEXT}::test_every_file_with_a_title_in_it_can_still_be_read",
    "11 style in text": INJECTION,
    "12 drawings that run": "content/test_drawing.py::test_what_is_more_than_a_picture_is_not",
    "13 declarations": f"{SECURITY}::test_openings_of_declarations_are_inert",
    "14 addresses in fields": f"{TEXT}::test_addresses_in_the_header_and_the_bibliography_run_nothing",
    "15 keys of the header": f"{SECURITY}::test_keys_of_the_front_matter_are_only_data",
    "16 names of objects": f"{NAMES}::test_names_that_objects_of_a_script_have",
    "17 direction turned round": "content/test_directions.py::test_each_is_reported_at_its_place",
    "18 titles that look alike": f"{NAMES}::test_titles_that_look_alike_are_two_pages_and_hidden_signs_are_said",
    "19 schemes": f"{TEXT}::test_only_schemes_on_the_list_become_links",
    "20 pictures on other hosts": INJECTION,
    "21 a file name that is an element": f"{TEXT}::test_a_file_name_that_is_an_element_is_only_a_name",
    "22 orders to the terminal": "diagnostics/report/test_as_text.py::test_no_text_can_drive_the_terminal",
    "23 orders to GitHub": "diagnostics/report/test_formats.py::test_github_annotations_are_one_encoded_line_each_the_gravest_first",
    "24 headers that are none": f"{HEADER}::test_a_header_that_is_never_closed",
    "25 a key twice": f"{HEADER}::test_the_first_of_two_equal_keys_counts_and_the_second_names_it",
    "26 a title that is none": f"{TEXT}::test_a_title_that_is_none",
    "27 a key spelled nearly right": "content/test_fields.py::test_unknown_keys_are_kept_and_slips_are_named",
    "28 values that YAML would turn into others": f"{HEADER}::test_scalars_are_what_was_typed",
    "29 values that need quotes": f"{HEADER}::test_faults_and_their_places",
    "30 days that do not exist": "content/test_fields.py::test_days",
    "31 tags of YAML": f"{HEADER}::test_faults_and_their_places",
    "32 aliases that multiply": f"{HEADER}::test_headers_that_would_cost_too_much_are_refused_at_once",
    "33 long lists": f"{HEADER}::test_long_headers_within_the_limit_are_read",
    "34 brackets without end": f"{HEADER}::test_headers_that_would_cost_too_much_are_refused_at_once",
    "35 signs that are no text": f"{HEADER}::test_faults_and_their_places",
    "36 where the header ends": f"{HEADER}::test_where_the_body_begins",
    "37 marks and line ends": f"{PARSE}::test_the_byte_is_counted_with_the_byte_order_mark",
    "38 other encodings": f"{PARSE}::test_what_is_not_utf_8_is_reported_at_its_place",
    "39 no text at all": f"{PARSE}::test_a_zero_byte_is_shown_as_a_replacement",
    "40 files without end": f"{PARSE}::test_of_a_file_beyond_the_limit_only_the_header_is_read",
    "41 many faults at once": f"{TEXT}::test_many_files_each_wrong_are_all_reported_at_once_and_in_order",
    "42 addresses out of the output": f"{NAMES}::test_no_address_in_a_header_leads_out_of_the_output",
    "43 links out of the site": f"{RESOLVE}::test_the_words_of_links_that_lead_nowhere",
    "44 embeds from outside": f"{NAMES}::test_nothing_outside_the_site_is_shown",
    "45 names that Windows cannot hold": f"{NAMES}::test_names_that_windows_cannot_hold",
    "46 names that differ in case": f"{ASSEMBLE}::test_names_and_addresses_that_two_files_claim",
    "47 forms of accents": f"{ASSEMBLE}::test_names",
    "48 names that give one address": f"{ASSEMBLE}::test_addresses_never_meet",
    "49 names of the site's own pages": f"{NAMES}::test_notes_with_the_names_of_the_sites_own_pages",
    "50 names without letters": f"{ASSEMBLE}::test_slugs",
    "51 very long names": f"{ASSEMBLE}::test_slugs_are_cut_only_where_no_file_system_could_hold_them",
    "52 signs in names": f"{NAMES}::test_links_to_names_with_signs_resolve",
    "53 names that are no text": f"{LOADER}::test_names_that_are_no_text_are_reported",
    "54 what editors leave behind": f"{LOADER}::test_names_that_may_count",
    "55 links out of the folder": f"{FOLDERS}::test_a_report_shows_nothing_of_what_a_link_leads_to",
    "56 pipes, sockets, devices": f"{FOLDERS}::test_pipes_sockets_and_devices_are_named_and_never_waited_for",
    "57 a link put in between": "engine/test_regular_file.py::test_a_link_that_comes_meanwhile_is_never_followed",
    "58 unsafe outputs": f"{PUBLISH}::test_unsafe_outputs_are_refused_and_nothing_is_written",
    "58 an output without a name": f"{STREAMS}::test_an_empty_name_is_not_the_present_folder",
    "59 an output that is not ours": f"{PUBLISH}::test_a_foreign_file_where_one_of_ours_must_be_is_named_and_stays",
    "60 a user's file in the output": f"{PUBLISH}::test_what_others_put_there_stays",
    "61 a page replaced by a link": f"{PUBLISH}::test_a_page_that_was_replaced_by_a_link_is_replaced_not_written_through",
    "62 notes that go": f"{BUILD}::test_a_build_over_any_other_equals_a_build_from_nothing",
    "63 disks without an exchange": f"{KILL}::test_killed_at_every_call_where_folders_cannot_be_exchanged",
    "64 citations of nothing": f"{RESOLVE}::test_mistakes_in_a_line",
    "65 names that fit several": f"{RESOLVE}::test_files_that_share_a_name_do_not_each_list_all_the_others",
    "66 circles": f"{GRAPHS}::test_what_cites_itself_and_rings_of_notes",
    "67 all cite each other": f"{GRAPHS}::test_notes_that_all_cite_each_other",
    "67 a long chain": f"{GRAPHS}::test_a_long_chain_of_notes",
    "68 citations in code": f"{GRAPHS}::test_what_only_shows_a_citation_is_none",
    "69 broken citations": f"{GRAPHS}::test_every_broken_form_has_one_result",
    "70 one note fifty times": f"{GRAPHS}::test_a_note_cited_fifty_times_has_one_card",
    "71 citations outside the prose": f"{GRAPHS}::test_citations_outside_the_prose",
    "72 spellings of a name": f"{NAMES}::test_one_rule_for_the_spelling_of_names",
    "73 links to nothing": f"{GRAPHS}::test_links_to_nothing_are_reported_where_they_stand",
    "74 nothing there": f"{GRAPHS}::test_sites_with_nothing_in_them",
    "75 texts that take long": f"{COST}::test_cost",
    "76 addresses used by reference": f"{COST}::test_an_address_used_by_reference_cannot_fill_a_page_without_end",
    "77 citations by the thousand": f"{COST}::test_a_sentence_without_an_end_is_not_repeated_beside_all_that_it_cites",
    "79 killed at any moment": f"{KILL}::test_killed_at_every_call",
    "80 the disk fails": f"{KILL}::test_the_disk_fails_at_every_call",
    "80 a file larger than allowed": f"{FOLDERS}::test_a_file_that_is_larger_than_allowed_is_a_fault_of_the_machine",
    "81 two builds at once": f"{PUBLISH}::test_two_processes_publish_at_once",
    "82 a damaged cache": f"{BUILD}::test_a_cache_with_wrong_bytes_costs_time_and_nothing_else",
    "82 a cache of somebody else": f"{FOLDERS}::test_a_cache_that_another_user_has_made_is_not_believed",
    "83 code in a vault": f"{BUILDS}::test_nothing_in_a_vault_is_run",
    "84 clocks": f"{BUILDS}::test_an_edit_is_seen_whatever_the_clock_says",
    "85 changes during a build": f"{BUILDS}::test_a_folder_that_changes_during_a_build_comes_right_with_the_next",
    "86 closed streams": f"{STREAMS}::test_closed_streams_change_nothing",
    "87 a broken note and its repair": f"{BUILDS}::test_a_broken_note_changes_what_it_must_and_its_repair_all",
    "88 ways of saving": f"{FOLLOWING}::test_every_way_of_saving_is_seen",
    "89 a thousand files at once": f"{FOLLOWING}::test_a_thousand_files_at_once",
    "90 paths out of the site": f"{SAFETY}::test_no_path_leaves_the_site",
    "90 half a request": "serve/test_connections.py::test_half_a_request_is_not_waited_for",
    "91 foreign hosts": f"{SAFETY}::test_only_its_own_names_are_answered",
    "92 foreign origins": f"{SAFETY}::test_only_its_own_pages_may_ask",
    "92 events without an origin": f"{SAFETY}::test_only_a_page_is_told_of_changes",
    "93 markup in a finding": f"{FOLLOWING}::test_the_overlay_is_in_the_response_only_and_markup_in_it_is_inert",
    "94 a broken template": f"{FOLLOWING}::test_while_a_template_is_broken_the_last_good_page_stays",
    "95 nine tabs": f"{SAFETY}::test_nine_tabs_at_once",
    "96 a check asks nobody": "hostile/test_confinement.py::test_nothing_is_written_elsewhere_and_nobody_is_asked",
    "97 private targets": f"{NETWORK}::test_no_spelling_leads_into_a_private_network",
    "97 names that change their meaning": f"{NETWORK}::test_a_name_that_changes_its_meaning_gains_nothing",
    "97 services that know secrets": f"{NETWORK}::test_services_that_know_secrets_are_never_asked",
    "97 redirects in a circle": f"{EXTERNAL}::test_circles_and_long_ways_are_reported_not_called_broken",
    "98 hosts that ask for patience": f"{EXTERNAL}::test_retry_after_is_kept",
    "99 slow and endless answers": f"{NETWORK}::test_slow_pages_cost_no_more_than_the_time_allowed",
    "100 one address many times": f"{EXTERNAL}::test_one_address_is_asked_once_however_often_and_wherever_it_stands",
    "100 secrets in addresses": f"{STREAMS}::test_no_report_repeats_a_secret",
}

MEASURED = frozenset({"78"})
"""The numbers of the cases that ask for more pages than a test has time for: see `benchmarks/build.py`."""


INVARIANTS = {
    "a build after edits equals a clean one": ("build/test_live.py::test_any_history_of_edits_ends_as_a_clean_build", "CLEWLINE_HISTORIES"),
    "what is not stale is sound": ("build/test_paranoid.py::test_what_is_not_stale_is_sound", "CLEWLINE_HISTORIES"),
    "the same bytes everywhere": ("build/test_determinism.py::test_one_site_whatever_surrounds_the_build", "CLEWLINE_BUILDS"),
    "each citation has its card, each card its citation": ("pages/test_source_cards.py::test_random_sites_hold_together", ""),
    "text never becomes markup": (f"{TEXT}::test_no_title_summary_or_deck_becomes_an_attribute", ""),
    "no payload runs in any field": ("browser/test_injection.py::test_nothing_runs_whatever_the_field_built_and_served", "CLEWLINE_PAYLOADS"),
    "a reader sees a whole site, whatever is killed": (f"{KILL}::test_killed_at_every_call", ""),
    "and whatever fails": (f"{KILL}::test_the_disk_fails_at_every_call", ""),
    "nothing is touched that is not ours": ("hostile/test_confinement.py::test_what_a_build_or_a_check_must_not_do_is_noticed", ""),
    "any vault is a site": ("hostile/test_vaults.py::test_any_vault_is_a_site", ""),
    "cost grows with what is there": (f"{COST}::test_cost", ""),
    "addresses never meet": (f"{ASSEMBLE}::test_addresses_never_meet", ""),
    "findings stand where the mistake is": ("check/planted/test_planted.py::test_what_is_broken_is_found_at_its_place_with_a_hint_that_mends_it", ""),
    "the server serves the site as it is": (f"{FOLLOWING}::test_a_thousand_files_at_once", ""),
    "no request leaves the site": (f"{SAFETY}::test_no_path_leaves_the_site", ""),
    "tests notice mistakes": ("test_mutations.py::test_what_a_fault_takes_the_place_of_is_there", ""),
    "no barrier": ("browser/test_pages.py::test_no_barrier_is_found_at_any_width", ""),
}  # fmt: skip
"""What always holds: the test that tries it, and the variable of the environment that makes it try more."""


@lru_cache
def functions(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_a_test(case: str) -> None:
    path, _, name = CASES[case].partition("::")
    assert name in functions(path)


def test_the_list_is_whole() -> None:
    covered = {case.split()[0] for case in CASES}
    assert covered | MEASURED == {str(number) for number in range(1, 101)}
    assert not covered & MEASURED


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_each_invariant_has_a_test_of_the_size_that_is_asked_for(invariant: str) -> None:
    where, variable = INVARIANTS[invariant]
    path, _, name = where.partition("::")
    assert name in functions(path)
    module = (TESTS / path).read_text(encoding="utf-8") + (TESTS / "history.py").read_text(encoding="utf-8")
    assert variable in module
