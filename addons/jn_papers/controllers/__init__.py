from . import number, papers
