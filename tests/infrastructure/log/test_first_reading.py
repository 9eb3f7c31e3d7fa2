"""The first facts that a process reads may be read by many threads at once, as after a restart."""

import multiprocessing
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from infrastructure.log.codec import Form, forms_of
from tests.infrastructure.log.sealing import CONTEXT
from tests.vectors import vector
from tests.vectors.samples import SAMPLES

THREADS = 8


def read_all_at_once() -> None:
    """Read each kind of fact for the first time from all threads together."""
    by_name = forms_of()
    today = {form.row.fact: form for name, form in by_name.items() if name == form.row.name}
    start = Barrier(THREADS)

    def read(form: Form, written: bytes) -> object:
        start.wait(30)
        return form.decode(written)

    sys.setswitchinterval(1e-6)
    with ThreadPoolExecutor(THREADS) as threads:
        for fact in SAMPLES.values():
            form = today[type(fact)]
            written = form.encode(fact, CONTEXT)
            found = [threads.submit(read, form, written) for _ in range(THREADS)]
            assert [each.result() for each in found] == [(fact, CONTEXT)] * THREADS
        for name in by_name.keys() - {form.row.name for form in today.values()}:
            stored = vector.read(name)["plaintext"].encode()
            found = [threads.submit(read, by_name[name], stored) for _ in range(THREADS)]
            assert len({each.result() for each in found}) == 1


def test_a_process_survives_that_many_threads_read_a_kind_of_fact_for_the_first_time() -> None:
    reader = multiprocessing.get_context("spawn").Process(target=read_all_at_once)
    reader.start()
    reader.join(120)
    assert reader.exitcode == 0
