"""Runs dataset jobs on Spark for the process that started it (spark-session.ts).

A job is a line of JSON on standard input; answers are lines of JSON on standard output: `{"ready": …}` once, then for
each job `{"written": n}` after each query and `{"done": true}` or `{"error": …}`. The end of the input ends the process
and with it Spark, even in the middle of a query: nobody is left who wants the result.
"""

import json
import os
import queue
import sys
import threading

# Java writes to our standard output too: from here on that goes where the log goes.
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

from pyspark.sql import SparkSession  # noqa: E402


def answer(**message):
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def read_jobs(jobs):
    for line in sys.stdin.buffer:
        jobs.put(json.loads(line))
    os._exit(0)


def explain(error):
    """What went wrong in Java's words, the causes of a failure after it; else in Python's."""
    java = getattr(error, "java_exception", None)
    if java is None:
        return str(error)
    texts = []
    while java is not None:
        text = java.getMessage() or java.toString()
        if not any(text in known for known in texts):
            texts.append(text)
        java = java.getCause()
    return "\n".join(texts)


def make_view(spark, name, sql=None, parquet=None, merge=False, keep=False):
    if parquet is None:
        rows = spark.sql(sql)
    else:
        rows = spark.read.option("mergeSchema", str(merge).lower()).parquet(parquet)
    (rows.cache() if keep else rows).createOrReplaceTempView(name)


def write_query(spark, sql, folder, partitionBy):
    rows = spark.sql(sql).write.option("compression", "zstd")
    if partitionBy:
        rows = rows.partitionBy(*partitionBy)
    rows.parquet(folder)


def run_job(spark, views, queries):
    try:
        for view in views:
            make_view(spark, **view)
        for index, query in enumerate(queries):
            write_query(spark, **query)
            answer(written=index + 1)
    finally:
        spark.catalog.clearCache()
        for view in views:
            spark.catalog.dropTempView(view["name"])


def main():
    jobs = queue.Queue()
    threading.Thread(target=read_jobs, args=(jobs,), daemon=True).start()
    try:
        spark = SparkSession.builder.getOrCreate()
    except Exception as error:
        answer(error=explain(error))
        # Not by return: the thread that reads would hold up an ordinary end.
        os._exit(1)
    answer(ready=spark.version)
    while True:
        job = jobs.get()
        try:
            run_job(spark, **job)
        except Exception as error:
            answer(error=explain(error))
        else:
            answer(done=True)


main()
