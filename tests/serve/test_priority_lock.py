"""Requests never stand in line behind work that can wait, and that work comes to its end all the same."""

import threading

from clewline.serve.priority_lock import Turns


def test_work_that_can_wait_lets_requests_go_first() -> None:
    turns, order = Turns(), []
    ready, go = threading.Event(), threading.Event()

    def request() -> None:
        ready.set()
        with turns.now():
            order.append("request")

    def work() -> None:
        go.wait()
        with turns.later():
            order.append("work")

    threads = [threading.Thread(target=one) for one in (request, work)]
    with turns.now():
        for thread in threads:
            thread.start()
        ready.wait()
        go.set()
        order.append("held")
    for thread in threads:
        thread.join()
    assert order == ["held", "request", "work"]


def test_one_at_a_time_and_all_come_to_their_end() -> None:
    turns, inside, most = Turns(), [0], [0]

    def enter() -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        inside[0] -= 1

    def requests() -> None:
        for _ in range(300):
            with turns.now():
                enter()

    def work() -> None:
        for _ in range(30):
            with turns.later():
                enter()

    threads = [threading.Thread(target=one) for one in (requests, requests, work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert most == [1]


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    for turn in (turns.now, turns.later):
        try:
            with turn():
                raise ValueError
        except ValueError:
            pass
    with turns.later():
        pass
