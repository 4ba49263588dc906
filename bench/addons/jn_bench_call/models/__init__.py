from . import jn_bench_call
