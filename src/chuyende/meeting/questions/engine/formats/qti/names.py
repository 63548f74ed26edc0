"""How the versions of QTI spell the same."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

#: spelled alike in every version
_HTML = frozenset({"p", "div", "br", "img", "object", "audio", "span"})
_CAPITAL = re.compile(r"(?=[A-Z])")


@dataclass(frozen=True)
class Version:
    """Addresses and words by which a version is known."""

    items: str
    packaging: str
    schema: str
    schema_version: str
    item_type: str
    templates: str
    has_hyphens: bool


QTI_2_1 = Version(
    items="http://www.imsglobal.org/xsd/imsqti_v2p1",
    packaging="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    item_type="imsqti_item_xmlv2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}",
    has_hyphens=False,
)
QTI_3_0 = Version(
    items="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    packaging="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schema_version="3.0.0",
    item_type="imsqti_item_xmlv3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/{name}.xml",
    has_hyphens=True,
)


def spelled(root: Element, version: Version) -> Element:
    """Return the tree, written in names of version 2, in the names of `version`."""
    if version.has_hyphens:
        for element in root.iter():
            if element.tag not in _HTML:
                element.tag = f"qti-{_hyphens(element.tag)}"
                element.attrib = {_hyphens(name): value for name, value in element.attrib.items()}
    return root


def _hyphens(name: str) -> str:
    return _CAPITAL.sub("-", name).lower()
