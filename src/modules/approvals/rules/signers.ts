/** The steps of a line become seats with people on them, once, when it is asked: what changes in the company later does not change who was asked. */
import { isHere, pathOf, successorOf, superiorOf, type Organisation } from './organisation.ts'
import { blank, type Draft, type Reason } from './signatures.ts'
import { mostSigners, type FrozenStep, type Step } from './steps.ts'

/** People asked at most where a step passes to the administrators. */
const mostAdministrators = 5

interface Asked {
  person: string
  reason: Reason | null
  in_place_of: string | null
}

interface Found {
  asked: Asked[]
  /** In place of people, where nobody is asked. */
  why: Reason
}

export function freeze(organisation: Organisation, steps: readonly Step[], requester: string): { steps: FrozenStep[]; signatures: Draft[] } {
  const found = steps.map((step) => ({ step, ...seatsOf(organisation, step, requester) }))
  return {
    steps: found.map(({ step, asked }) => ({ who: step.who, how: asked.some(({ reason }) => reason === 'administrator') && asked.length > 1 ? 'any' : step.how, allows_self: step.when_self === 'allow' })),
    signatures: found.flatMap(({ asked, why }, index): Draft[] => {
      if (asked.length === 0) return [{ ...blank, step: index, seat: 0, position: 0, person: why === 'own' ? requester : null, status: 'skipped', reason: why }]
      return asked.map((one, seat) => ({ ...blank, step: index, seat, position: 0, ...one }))
    }),
  }
}

function seatsOf(organisation: Organisation, step: Step, requester: string): Found {
  const people = [...new Set(candidatesOf(organisation, step, requester))].slice(0, mostSigners)
  const isOwn = step.when_self !== 'allow' && people.includes(requester)
  const others = people.filter((one) => step.when_self === 'allow' || one !== requester)
  const not = step.when_self === 'allow' ? [] : [requester]
  const asked: Asked[] = []
  const add = (one: Asked) => {
    if (!asked.some(({ person }) => person === one.person)) asked.push(one)
  }
  for (const person of others) {
    const successor = isHere(organisation, person) ? null : successorOf(organisation, person, [...not, ...others, ...asked.map((one) => one.person)])
    if (isHere(organisation, person)) add({ person, reason: null, in_place_of: null })
    else if (successor) add({ ...successor, in_place_of: person })
  }
  const superior = isOwn && step.when_self === 'superior' ? successorOf(organisation, requester, not) : null
  if (superior) add({ ...superior, in_place_of: requester })
  if (asked.length > 0) return { asked, why: 'empty' }
  if (isOwn && step.when_self === 'skip') return { asked, why: 'own' }
  if (people.length === 0 && step.when_empty === 'skip') return { asked, why: 'empty' }
  return administratorsOf(organisation, not)
}

function administratorsOf(organisation: Organisation, not: readonly string[]): Found {
  const administrators = organisation.administrators.filter((one) => !not.includes(one)).slice(0, mostAdministrators)
  return { asked: administrators.map((person) => ({ person, reason: 'administrator', in_place_of: null })), why: 'nobody' }
}

function candidatesOf(organisation: Organisation, step: Step, requester: string): string[] {
  const some = (person: string | null | undefined) => (person ? [person] : [])
  switch (step.who) {
    case 'superior':
      return some(superiorOf(organisation, requester))
    case 'superior_of_superior': {
      const superior = superiorOf(organisation, requester)
      const above = superior && superiorOf(organisation, superior)
      return some(above === requester ? null : above)
    }
    case 'head_of_department': {
      const department = step.department ?? organisation.people.get(requester)?.department
      return some(department && organisation.departments.get(department)?.head)
    }
    case 'role':
      return holdersOf(organisation, step)
    case 'people':
      return step.people ?? []
  }
}

/** Who has the role today; those who have left do not have it any more. */
function holdersOf(organisation: Organisation, { role, department }: Step): string[] {
  return [...organisation.people].flatMap(([id, person]) => {
    const holds = person.is_active && role && person.roles.includes(role)
    return holds && (!department || pathOf(organisation, person.department).includes(department)) ? [id] : []
  })
}
