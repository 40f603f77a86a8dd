/**
 * What a careful person would write by hand for the same answers: one statement a request, JSON built in PostgreSQL, prepared. $1 is
 * the workspace. No policies, no row-level security, no custom fields, no validation: the floor the product is measured against.
 */

export interface FloorStatement {
  name: string
  text: string
}

const user = (column: string) => `(select json_build_object('id', u.id, 'name', u.name) from users u where u.workspace_id = $1 and u.id = c.${column})`
const named = (table: string, column: string) => `(select json_build_object('id', x.id, 'name', x.name) from ${table} x where x.workspace_id = $1 and x.id = c.${column})`
const stamps = `c.id, c.version, c.created_at, ${user('created_by')} as created_by, c.updated_at, ${user('updated_by')} as updated_by`

export const customerColumns = `c.number, c.kind, c.name, c.short_name, c.category, c.status, c.tier, c.tier_reason, c.source,
  ${named('customers', 'referrer_id')} as referrer, ${user('owner_id')} as owner, ${named('departments', 'team_id')} as team,
  ${named('territories', 'territory_id')} as territory, c.industry, c.size_band, c.phones, c.emails, c.wechat, c.addresses, c.province, c.city, c.district, c.website,
  ${named('customers', 'parent_id')} as parent, c.tags, c.remark, c.credit_code, c.legal_person, c.registered_capital::text, c.founded_on, c.tax_bank,
  c.gender, c.birthday, c.birthday_calendar, c.family_status, c.household_stage, c.occupation_group, c.income_band, c.education, c.risk_tolerance,
  c.communication_style, c.temperament, c.best_time, c.credit_limit::text, c.credit_days, c.credit_rating, c.consents, c.do_not_disturb,
  c.completeness, c.completeness_missing, c.total_amount::text, c.annual_amount::text, c.purchase_count, c.first_purchase_at, c.last_purchase_at, c.last_contact_at, ${stamps}`

const contactColumns = `${named('customers', 'customer_id')} as customer, c.name, c.department, c.position, c.decision_role, c.level, c.phones, c.emails,
  c.wechat, c.gender, c.birthday, c.birthday_calendar, c.best_time, c.attitude, c.is_primary, c.remark, ${stamps}`
const preferenceColumns = `${named('customers', 'customer_id')} as customer, ${named('contacts', 'contact_id')} as contact, c.kind, c.area, c.text, c.strength,
  ${named('departments', 'department_id')} as department, c.recorded_on, c.seen_again_on, ${stamps}`
const dayColumns = `${named('customers', 'customer_id')} as customer, ${named('contacts', 'contact_id')} as contact, c.kind, c.name, c.day, c.calendar, c.lunar_text,
  c.next_on, c.remark, ${stamps}`
const relationshipColumns = `${named('customers', 'customer_id')} as customer, c.kind, ${named('customers', 'other_id')} as other, c.remark, ${stamps}`
const summary = (column: string) => `(select json_build_object('id', x.id, 'name', x.summary) from interactions x where x.workspace_id = $1 and x.id = c.${column})`
const taskColumns = `c.name, ${named('customers', 'customer_id')} as customer, ${named('contacts', 'contact_id')} as contact, ${user('owner_id')} as owner, c.due_on,
  c.priority, c.status, c.is_promise, ${summary('interaction_id')} as interaction, c.done_at, ${user('done_by_id')} as done_by, c.remark, ${stamps}`
const people = (table: string, column: string) => `(select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name)), '[]'::json) from ${table} x
  where x.workspace_id = $1 and x.id = any(c.${column}))`
const interactionColumns = `c.summary, ${named('customers', 'customer_id')} as customer, ${people('contacts', 'contact_ids')} as contacts, c.channel, c.direction, c.at,
  c.minutes, c.place, ${user('owner_id')} as owner, ${people('users', 'staff_ids')} as staff, c.level, c.purpose, c.content, c.opinion, c.result, c.next_step,
  c.promises, c.satisfaction, c.cost::text, ${stamps}`
const transactionColumns = `${named('customers', 'customer_id')} as customer, c.at, c.item, ${named('products', 'product_id')} as product, c.category, c.kind, c.quantity,
  c.unit_price::text, c.amount::text, c.document, c.channel, c.place, c.remark, ${stamps}`

const consentColumns = `${named('customers', 'customer_id')} as customer, ${named('contacts', 'contact_id')} as contact, c.purpose, c.channel, c.state, c.at, c.until, c.how,
  c.evidence, ${stamps}`
const commentColumns = `c.text, c.object, c.record, ${people('users', 'mention_ids')} as mentions, ${user('author_id')} as author, c.edited_at, ${stamps}`
const clockColumns = `${named('customers', 'customer_id')} as customer, ${named('archive_rules', 'rule_id')} as rule, c.kind, ${user('owner_id')} as owner,
  ${named('departments', 'department_id')} as department, c.started_at, c.due_at, c.done_at, c.is_on_time, c.missing, ${stamps}`

const listOf = (where: string, order: string) => `select coalesce(string_agg(row_to_json(t)::text, ','), '') as json from (
  select ${customerColumns} from customers c where c.workspace_id = $1 and c.deleted_at is null and ${where} order by ${order} limit 50) t`

const rowsOf = (table: string, columns: string, condition: string, order: string, limit: number) =>
  `(select coalesce(json_agg(row_to_json(t)), '[]'::json) from (select ${columns} from ${table} c
    where c.workspace_id = $1 and c.customer_id = $2 and c.deleted_at is null ${condition} order by ${order} limit ${limit}) t)`

const timelineOf = (kind: string, table: string, columns: string, at: string, about = 'c.customer_id = $2') => `(select '${kind}' as kind, ${at} as at, c.id,
  (select row_to_json(r) from (select ${columns}) r) as body from ${table} c
  where c.workspace_id = $1 and ${about} and c.deleted_at is null order by ${at} desc, c.id desc limit 21)`

/** What else the page's time line tells of: a careful person has to look there, too, though the seeded company has none of it. */
const laterKinds: [kind: string, table: string, at?: string, about?: string][] = [
  ['call_back', 'call_backs'], ['claim', 'claims'], ['compensation', 'compensations'], ['complaint', 'complaints', 'opened_at'], ['contract', 'contracts'],
  ['invoice', 'invoices'], ['lead', 'leads'], ['merge', 'merges', 'created_at', 'survivor_id'], ['opportunity', 'opportunities'], ['order', 'orders'],
  ['product_exclusion', 'product_exclusions'], ['product_proposal', 'product_proposals', 'proposed_at'], ['purchase', 'purchases', 'created_at', 'supplier_id'],
  ['quote', 'quotes'], ['receipt', 'receipts'], ['request', 'service_requests', 'received_at'], ['shipment', 'shipments', 'shipped_at'], ['switching_cost', 'switching_costs'],
  ['tier_move', 'tier_moves'],
]
const laterOnTimeline = laterKinds.map(([kind, table, at = 'created_at', about = 'customer_id']) => timelineOf(kind, table, 'c.*', `c.${at}`, `c.${about} = $2`)).join(' union all ')

const page = `select row_to_json(p)::text as json from (select
  (select row_to_json(t) from (select ${customerColumns} from customers c where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null) t) as record,
  ${rowsOf('contacts', contactColumns, '', 'c.is_primary desc, c.name_pinyin', 100)} as contacts,
  ${rowsOf('preferences', preferenceColumns, '', 'c.updated_at desc', 100)} as preferences,
  ${rowsOf('special_days', dayColumns, '', 'c.next_on', 100)} as special_days,
  ${rowsOf('relationships', relationshipColumns, '', 'c.updated_at desc', 100)} as relationships,
  ${rowsOf('tasks', taskColumns, `and c.status = 'open'`, 'c.due_on', 50)} as tasks,
  ${rowsOf('consents', consentColumns, '', 'c.at desc', 100)} as consents,
  ${rowsOf('archive_clocks', clockColumns, `and c.kind = 'filing'`, 'c.started_at desc', 5)} as archive_clocks,
  (select count(*) from duplicate_pairs c where c.workspace_id = $1 and c.state = 'open' and (c.left_id = $2 or c.right_id = $2) and c.deleted_at is null) as open_pairs,
  (select json_build_object('since', c.held_since, 'how', c.how, 'cause', c.cause, 'contacted_at', c.contacted_at, 'dealt_at', c.dealt_at, 'former_owner', ${user('former_owner_id')})
    from ownerships c where c.workspace_id = $1 and c.customer_id = $2) as ownership,
  (select json_build_object('number', c.number, 'status', c.status) from erasures c where c.workspace_id = $1 and c.object = 'customer' and c.record = $2::uuid::text limit 1) as erasure,
  (select json_agg(row_to_json(t)) from (select * from (
    ${timelineOf('interaction', 'interactions', interactionColumns, 'c.at')} union all
    ${timelineOf('task', 'tasks', taskColumns, 'c.created_at')} union all
    ${timelineOf('transaction', 'transactions', transactionColumns, 'c.at')} union all
    ${timelineOf('consent', 'consents', consentColumns, 'c.at')} union all
    ${timelineOf('comment', 'comments', commentColumns, 'c.created_at', `c.record = $2::uuid::text and c.object = 'customer'`)} union all ${laterOnTimeline} union all
    (select 'change', c.at, c.id, json_build_object('kind', c.kind, 'object', c.object, 'record_id', c.record_id, 'before', c.before, 'after', c.after,
      'actor_id', c.actor_id, 'actor_name', c.actor_name) from events c where c.workspace_id = $1 and c.about_id = $2 and c.on_timeline
      order by c.at desc, c.id desc limit 21)) u order by at desc, id desc limit 20) t) as timeline,
  (with grouped as materialized (
      select c.item, to_char(c.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*) as count, sum(c.amount) as sum, max(c.at) as last_at
      from transactions c where c.workspace_id = $1 and c.customer_id = $2 and c.deleted_at is null group by 1, 2)
    select json_build_object('count', sum(g.count), 'sum', sum(g.sum)::text, 'last_at', max(g.last_at),
      'by_product', (select json_agg(json_build_object('product', q.item, 'count', q.count, 'sum', q.sum::text)) from (
        select item, sum(count) as count, sum(sum) as sum from grouped group by item order by sum(sum) desc limit 50) q),
      'by_month', (select json_agg(json_build_object('month', q.month, 'count', q.count, 'sum', q.sum::text)) from (
        select month, sum(count) as count, sum(sum) as sum from grouped group by month order by month desc limit 120) q)) from grouped g) as statistics) p`

/** The twenty best hits of the objects that have a search text; $2 is the word, $3 its pattern. */
const rank = (title: string) => `case when lower(${title}) = $2 then 0 when starts_with(lower(${title}), $2) then 1 when position($2 in lower(${title})) > 0 then 2 else 3 end`
const hits = (object: string, table: string, subtitle: string, parent: string, { title = 'c.name', found = 'c.search_text like $3' } = {}) => `(select '${object}' as object, c.id, ${title} as title, ${rank(title)} as rank,
  ${subtitle} as subtitle, ${parent} as parent from (select * from ${table} c where c.workspace_id = $1 and c.deleted_at is null and ${found} limit 300) c
  order by rank, length(${title}) limit 50)`

/** What else the product's box searches: a careful person has to look there, too, though the seeded company has little of it. */
const laterSearched: [object: string, table: string, title: string, isFoundByCustomer?: true][] = [
  ['opportunity', 'opportunities', 'name'], ['competitor', 'competitors', 'name'], ['lead', 'leads', 'name'], ['quote', 'quotes', 'name', true], ['contract', 'contracts', 'name', true],
  ['order', 'orders', 'number', true], ['invoice', 'invoices', 'number', true], ['request', 'service_requests', 'subject'], ['asset', 'assets', 'name'], ['complaint', 'complaints', 'subject'],
  ['call', 'calls', 'summary'], ['call_back', 'call_backs', 'subject'], ['article', 'articles', 'title'], ['visit', 'field_jobs', 'subject'], ['voucher', 'service_vouchers', 'number'],
]
const laterHits = laterSearched.map(([object, table, title, isFoundByCustomer]) =>
  hits(object, table, 'null', 'null::json', { title: `c.${title}`, found: isFoundByCustomer ? '(c.search_text like $3 or c.customer_id = any(array(select f.id from found f)))' : 'c.search_text like $3' })).join(' union all ')

export const floor = {
  get: { name: 'get', text: `select row_to_json(t)::text as json from (select ${customerColumns} from customers c where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null) t` },
  list: { name: 'list', text: listOf('c.city = $2', 'c.annual_amount desc, c.id desc') },
  contains: { name: 'contains', text: listOf(`c.name ilike $2`, 'c.annual_amount desc, c.id desc') },
  first: { name: 'first', text: listOf('true', 'c.annual_amount desc, c.id desc') },
  deep: { name: 'deep', text: listOf('(c.annual_amount, c.id) < ($2::numeric, $3::uuid)', 'c.annual_amount desc, c.id desc') },
  page: { name: 'page', text: page },
  search: {
    name: 'search',
    text: `with found as materialized (select c.id from customers c where c.workspace_id = $1 and c.deleted_at is null and c.search_text like $3 limit 500)
      select coalesce(json_agg(row_to_json(h)), '[]'::json)::text as json from (select * from (
      ${hits('customer', 'customers', `concat_ws(' · ', c.number, c.city, c.tier)`, 'null::json')} union all
      ${hits('contact', 'contacts', 'c.position', `(select json_build_object('id', x.id, 'name', x.name) from customers x where x.workspace_id = $1 and x.id = c.customer_id)`)} union all ${laterHits} union all
      ${hits('product', 'products', `concat_ws(' · ', c.code, c.category)`, 'null::json')} union all
      ${hits('user', 'users', `concat_ws(' · ', c.title, c.email)`, 'null::json')}) h order by rank, length(title), title limit 20) h`,
  },
  query: {
    name: 'query',
    text: `select string_agg(row_to_json(t)::text, ',') as json from (select c.status, count(*) as count, sum(c.annual_amount)::text as sum from customers c
      where c.workspace_id = $1 and c.deleted_at is null group by c.status order by count(*) desc) t`,
  },
} satisfies Record<string, FloorStatement>

export const writes = {
  number: {
    name: 'number',
    text: `insert into number_sequences as s (workspace_id, name, last) values ($1, $2, 1) on conflict (workspace_id, name) do update set last = s.last + 1 returning last`,
  },
  insert: {
    name: 'insert',
    text: `with c as (insert into customers (workspace_id, id, version, created_at, created_by, updated_at, updated_by, number, kind, name, name_pinyin, name_initials,
        category, status, tier, source, owner_id, phones, emails, addresses, province, city, district, completeness, completeness_missing)
      values ($1, $2, 1, $3, $4, $3, $4, $5, 'organisation', $6, $7, $8, 'business', 'potential', 'potential', 'visit', $4, $9, $10, $11, $12, $13, $14, $15, $16) returning *)
      select row_to_json(t)::text as json from (select ${customerColumns} from c) t`,
  },
  event: {
    name: 'event',
    text: `insert into events (workspace_id, id, at, kind, object, record_id, about_id, version, actor_id, actor_name, before, after, on_timeline)
      values ($1, $2, $3, $4, 'customer', $5, $5, $6, $7, $8, $9, $10, true)`,
  },
  lock: { name: 'lock', text: `select c.version, c.remark from customers c where c.workspace_id = $1 and c.id = $2 and c.deleted_at is null for update` },
  update: {
    name: 'update',
    text: `with c as (update customers c set remark = $3, version = c.version + 1, updated_at = $4, updated_by = $5
        where c.workspace_id = $1 and c.id = $2 and c.version = $6 returning *)
      select row_to_json(t)::text as json from (select ${customerColumns} from c) t`,
  },
} satisfies Record<string, FloorStatement>
