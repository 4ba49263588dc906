from . import jn_bench_case
