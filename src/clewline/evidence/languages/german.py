"""German."""

from clewline.evidence.languages.model import Language

GERMAN = Language(code="de", decimal=",")
