import json

import pytest

from chuyende.faces.paperwork.engine import as_data, from_data
from chuyende.faces.paperwork.engine.paper import Paper
from tests.faces.paperwork.engine import samples


@pytest.mark.parametrize("paper", [samples.minutes(), samples.summons(), samples.plan(), samples.decision()])
def test_a_paper_kept_as_json_is_read_back_as_it_was(paper: Paper) -> None:
    kept = json.dumps(as_data(paper), ensure_ascii=False)

    assert from_data(json.loads(kept)) == paper


def test_a_block_of_another_kind_is_refused() -> None:
    data = as_data(samples.summons()) | {"blocks": [{"block": "Script", "text": "x"}]}

    with pytest.raises(KeyError):
        from_data(data)
