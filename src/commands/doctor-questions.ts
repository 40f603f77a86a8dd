/** What is asked of a migrated database. Each question answers with null where all is well, else with what is wrong. */
import type pg from 'pg'
import { good, note, wrong, type Finding } from './doctor-finding.ts'

interface Question {
  /** One row: `answer`, null or false where all is well; may hold a text for `wrong`. */
  query: string
  good: string
  wrong(answer: string): string
  isNote?: boolean
}

const questions: Question[] = [
  {
    query: "select case when current_setting('server_version_num')::int not between 150000 and 189999 then current_setting('server_version') end as answer",
    good: 'PostgreSQL is of a version that is tested (15 to 18)',
    wrong: (answer) => `PostgreSQL ${answer} is not of a version that is tested (15 to 18)`,
  },
  {
    query: "select case when show_trgm('北京') = '{}' then current_setting('lc_ctype') end as answer",
    good: 'Chinese search works in this locale',
    wrong: (answer) => `pg_trgm finds nothing in Chinese text in the locale ${answer}: make the database with a UTF-8 locale such as C.UTF-8 (not C)`,
  },
  {
    query: `select string_agg('alter function ' || oid::regprocedure || ' leakproof', '; ') as answer from pg_proc
      where not proleakproof and pronamespace in ('pg_catalog'::regnamespace, 'public'::regnamespace) and proname = any('{textlike,texticlike,arraycontains,arrayoverlap,numeric_eq,numeric_lt,numeric_le,numeric_gt,numeric_ge,similarity_op,word_similarity_op,word_similarity_commutator_op}')
        and oid::regprocedure::text !~ '\\m(name|bytea|bpchar)\\M'`,
    good: 'searches use their indexes under row-level security',
    wrong: (answer) => `searches are slow under row-level security: as a superuser, in this database, run  ${answer}`,
  },
  {
    query: "select case when rolsuper or rolbypassrls then rolname end as answer from pg_roles where rolname = 'guanxi_app'",
    good: 'the application acts as a role that cannot pass row-level security',
    wrong: () => 'the role guanxi_app may pass row-level security: alter role guanxi_app nosuperuser nobypassrls',
  },
  {
    query: `select string_agg(t, ', ') as answer from unnest('{events,event_seals,event_erasures}'::text[]) t
      where has_table_privilege('guanxi_app', t, 'update') or has_table_privilege('guanxi_app', t, 'delete') or has_table_privilege('guanxi_app', t, 'truncate')
        or (t <> 'events' and has_table_privilege('guanxi_app', t, 'insert'))`,
    good: 'the application may add to the audit log, and neither change nor remove anything in it',
    wrong: (answer) => `the application may change the audit log: revoke update, delete, truncate on ${answer} from guanxi_app`,
  },
  {
    query: `select string_agg(c.relname, ', ') as answer from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'sessions' and not c.relrowsecurity`,
    good: 'every table of a workspace is protected by row-level security',
    wrong: (answer) => `row-level security is off: alter table ${answer} enable row level security`,
  },
  {
    query: "select count(*) || ' of them' as answer from jobs where state = 'failed' and updated_at > now() - interval '1 day' having count(*) > 0",
    good: 'no long work failed in the last day',
    wrong: (answer) => `imports, exports or other long work failed in the last day, ${answer}: bin/db "select id, kind, result from jobs where state = 'failed'"`,
  },
  {
    query: `select string_agg(kind || ' ' || id, ', ') as answer from jobs
      where (state = 'running' and updated_at < now() - interval '1 hour') or (state = 'queued' and updated_at < now() - interval '10 minutes')`,
    good: 'no long work is stuck',
    wrong: (answer) => `work waits or has not moved for long: ${answer}`,
  },
  {
    query: "select string_agg(distinct task_identifier, ', ') as answer from graphile_worker.jobs where attempts >= max_attempts",
    good: 'no task of the work queue was given up',
    wrong: (answer) => `tasks were given up after many attempts: ${answer}`,
  },
  {
    query: `select case when coalesce(max(last_execution), min(known_since)) < now() - interval '3 minutes' then to_char(max(last_execution) at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"') end as answer
      from graphile_worker._private_known_crontabs where identifier = 'audit-seal'`,
    good: 'the work queue is at work',
    // It stands still while Guanxi does not run.
    wrong: (answer) => `the work queue last worked at ${answer}`,
    isNote: true,
  },
  {
    query: `select string_agg(w.name, ', ') as answer from workspaces w where exists (
      select from event_checks c where c.workspace_id = w.id and c.fault_count > 0)`,
    good: 'the last check of the audit log found nothing',
    wrong: (answer) => `the audit log of ${answer} is broken: bin/doctor audit names the place`,
  },
]

export async function askQuestions(connection: pg.Client): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const question of questions) findings.push(await ask(connection, question))
  findings.push(await clockOf(connection))
  return findings
}

async function ask(connection: pg.Client, question: Question): Promise<Finding> {
  try {
    const { rows } = await connection.query<{ answer: string | null }>(question.query)
    const answer = rows[0]?.answer ?? null
    if (answer === null) return good(question.good)
    return question.isNote ? note(question.wrong(answer)) : wrong(question.wrong(answer))
  } catch (error) {
    return wrong(`could not ask whether ${question.good}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The times of events come from here, those of erasures from there. */
async function clockOf(connection: pg.Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await connection.query<{ now: Date }>('select clock_timestamp() as now')
  const between = (before + Date.now()) / 2
  const seconds = Math.round(((rows[0]?.now.getTime() ?? between) - between) / 1000)
  return Math.abs(seconds) <= 2 ? good('the clocks of this machine and of the database agree') : wrong(`the clock of the database is ${seconds} seconds from this machine's`)
}
