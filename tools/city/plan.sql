-- The facts of the cases of some days, each drawn from hashes of its number: the same for the same seed.
-- OFFSET 0 keeps each step's numbers from being computed again wherever they are used.
-- Filled in by plan.py: the days as rows (first number, count, midnight in UTC, how much of the day is over), and lists.
WITH numbered AS (
    SELECT n, d.start, d.part * (n - d.first + 0.5) / d.count AS done
    FROM (VALUES {days}) AS d (first, count, start, part) CROSS JOIN LATERAL generate_series(d.first, d.first + d.count - 1) AS n
    OFFSET 0
), timed AS (
    SELECT n, start, done, width_bucket(done, {done}) AS step, {random} FROM numbered
    OFFSET 0
), placed AS (
    SELECT t.*, w.*, width_bucket(u3, CASE w.quality WHEN 0 THEN {good} WHEN 1 THEN {fair} ELSE {poor} END) AS drawn,
        start + make_interval(secs => ({hour})[step] + (done - ({done})[step]) * ({slope})[step]) AS came,
        1 + mod(n, {people}) AS person -- months lie between two visits, so nobody gets two questions within the cap (decision D8)
    FROM timed t JOIN city_window w ON w.k = width_bucket(u2, {windows})
    OFFSET 0
), taken AS (
    SELECT p.*, CASE WHEN came + make_interval(secs => 3600 * ({latest})[drawn + 1]) > {until} THEN {otherwise} ELSE drawn END AS course,
        hashint8extended(person, {seed}) & 4611686018427387903 AS hp
    FROM placed p
    OFFSET 0
), begun AS (
    SELECT t.*, ({noted})[course + 1] AS is_noted, ({phone})[course + 1] AS kind,
        date_trunc('minute', came) + make_interval(secs => 1 + mod(h, 59)) AS noted
    FROM taken t
    OFFSET 0
), completed AS (
    SELECT b.*, date_trunc('minute', CASE WHEN is_noted THEN noted + interval '20 minutes' + u6 * interval '70 minutes' ELSE noted END)
        + make_interval(secs => 1 + mod(h / 61, 59)) AS completed
    FROM begun b
    OFFSET 0
), arrived AS (
    SELECT c.*, date_trunc('minute', completed + interval '1 minute' + make_interval(secs => 3600 * CASE
            -- what is late by days comes at the same hour of day: nothing is sent at night
            WHEN ({from_hours})[course + 1] > 24 THEN 24 * round(({from_hours})[course + 1] / 24 + u7 * ({days_late})[course + 1])
            ELSE ({from_hours})[course + 1] + u7 * (({to_hours})[course + 1] - ({from_hours})[course + 1]) END))
        + make_interval(secs => 1 + mod(h / 3721, 59)) AS arrived,
        date_trunc('minute', noted - interval '2 minutes' - pow(u8, 4) * interval '4000 minutes')
        + make_interval(secs => 1 + mod(h / 226981, 59)) AS accepted
    FROM completed c
    OFFSET 0
), answered AS (
    SELECT a.*, date_trunc('minute', arrived + interval '3 minutes' + pow(u9, 2) * interval '46 hours')
        + make_interval(secs => 1 + mod(h / 13845841, 59)) AS answered
    FROM arrived a
    OFFSET 0
)
INSERT INTO city_plan (n, h, course, snap, unit_id, unit, hall, matter_id, matter, clerk_id, clerk, liaison_id, chief_id, supervisor_id,
    supervisor2_id, applicant, phone, ref, day, good, bad, tag_id, complaint, m)
SELECT n, h, course, -1, a.unit_id, a.unit, a.hall, o.id, o.name,
    CASE WHEN mod(h, {unknown_handler}) > 0 THEN a.clerk_id END, CASE WHEN mod(h, {unknown_handler}) > 0 THEN a.clerk END,
    a.liaison_id, a.chief_id, a.supervisor_id, a.supervisor2_id,
    ({surnames})[1 + mod(hp, {surnames_count})] || ({given})[1 + mod(hp / 64, {given_count})]
        || CASE WHEN mod(hp, 7) > 0 THEN ({given})[1 + mod(hp / 8192, {given_count})] ELSE '' END,
    CASE kind WHEN 'empty' THEN '' WHEN 'landline' THEN '0537-2' || lpad(mod(hp, 1000000)::text, 6, '0')
        WHEN 'short' THEN '13' || lpad(mod(hp, 1000000)::text, 6, '0')
        ELSE '1' || ({prefixes})[1 + mod(hp / 1048576, {prefixes_count})] || lpad(mod(hp, 100000000)::text, 8, '0') END,
    'JN' || to_char(completed + interval '{zone} hours', 'YYYYMMDD') || lpad(n::text, 8, '0'),
    to_char(completed + interval '{zone} hours', 'YYYY-MM-DD'),
    3 + (u10 * 2.2)::int, 1 + mod(h / 128, 2), c.tag_id, c.complaint, ARRAY[accepted, noted, completed, arrived, answered]
FROM answered a
JOIN city_matter o ON o.department_id = a.department_id AND o.k = mod(h / 512, o.most)
JOIN city_complaint c ON c.k = mod(h / 1024, {complaints_count})
