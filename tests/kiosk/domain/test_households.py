from kiosk.domain.households import Household, Person, of_guardian, with_guardian

UNCLE = Person("何大山", "大伯", "13611112222", may_fetch=True)


def test_the_first_guardian_is_written_down_beside_the_others() -> None:
    home = with_guardian(Household("home", (UNCLE,)), "何桂英", "13987654321")
    assert home.id == "home"
    assert [person.name for person in home.people] == ["何桂英", "何大山"]
    assert home.guardian == Person("何桂英", "", "13987654321", is_guardian=True, may_fetch=True)


def test_a_guardian_with_another_phone_keeps_what_else_was_known() -> None:
    granny = Person("何桂英", "奶奶", "13987654321", is_guardian=True, may_fetch=False)
    home = with_guardian(Household("home", (UNCLE, granny)), "何桂英", "13900000000")
    assert home.people == (
        UNCLE,
        Person("何桂英", "奶奶", "13900000000", is_guardian=True, may_fetch=False),
    )


def test_a_guardian_of_whom_nothing_is_left_leaves_the_household() -> None:
    home = with_guardian(of_guardian("何桂英", ""), "", "")
    assert home == of_guardian("", "") == Household()


def test_of_a_guardian_one_word_is_enough_to_be_of_the_household() -> None:
    for name, phone in (("何桂英", ""), ("", "13987654321")):
        (person,) = of_guardian(name, phone).people
        assert (person.name, person.phone, person.is_guardian) == (name, phone, True)
        assert with_guardian(of_guardian("何桂英", "110"), name, phone).people == (person,)


def test_what_cannot_be_read_is_not_written_over() -> None:
    home = Household("home", unreadable=True)
    assert with_guardian(home, "何桂英", "13987654321") is home


def test_somebody_may_fetch_a_child_where_one_person_may_or_nobody_can_tell() -> None:
    assert Household(people=(UNCLE,)).lets_fetch
    assert not Household(people=(Person("何小山", "堂哥", ""),)).lets_fetch
    assert Household(unreadable=True).lets_fetch
