from . import jn_answer
from . import jn_analysis_period
from . import jn_analysis_fact
from . import jn_analysis_answer
from . import jn_analysis_compared
from . import jn_analysis_pareto
from . import jn_similar
