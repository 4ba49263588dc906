from . import jn_bench_rated
