"""What a WebGuard record says of its element."""

import pytest

from scenarios.scoreboards.webguard_target import Target, read_target


@pytest.mark.parametrize(
    ("slug", "target"),
    [
        ("Pay_the_bill", Target(label="Pay the bill")),
        ("Value_for_money", Target(label="Value for money")),
        ("aria-label_Pay_the_bill", Target(label="Pay the bill")),
        ("value_Pay", Target(label="Pay")),
        ("name_commit_value_Pay_now", Target(label="Pay now", input_name="commit")),
        ("name_size_value_3", Target(input_name="size")),
        ("name_news_value_true", Target(input_name="news")),
        ("parent_node_[_Save_]_aria-lab", Target(label="Save")),
        ("parent_node_[_Save_]_value_Go", Target(label="Go", context="Save")),
        ("parent_node_[_Number_of_Trave", Target(label="Number of Trave")),
        ("title_Pay_value_Go", Target(label="Pay")),
        ("INPUT_VALUE_name_email_placeholder_Your_mail", Target(label="Your mail", input_name="email")),
        ("INPUT_VALUE", Target()),
        ("INPUT_VALUE_parent_node_[", Target()),
        ("description_unavailable", Target()),
        (None, Target()),
    ],
)
def test_attributes_are_told_from_labels(slug: str | None, target: Target) -> None:
    """A label that begins with such a word in capitals is a label; a cut name at the end is dropped."""
    assert read_target(slug) == target
