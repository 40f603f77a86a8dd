/** What is asked of the server before anybody needs it: whoever asks for it first takes the answer. */

const root = '/api/v1'

const begun = new Map<string, Promise<Response | undefined>>()

const longestBegun = 10_000

export interface Question {
  path: string
  /** As it will be asked, word for word. */
  query?: Readonly<Record<string, unknown>>
}

/** Refusals are not kept: they are answered to who asks, and so are old answers. */
export function askAhead(questions: readonly Question[], language: string): void {
  setTimeout(() => begun.clear(), longestBegun)
  for (const { path, query } of questions) {
    const asked = addressOf(path, query ?? {})
    begun.set(asked, fetch(asked, { headers: headersFor(language), credentials: 'same-origin' }).then((response) => (response.ok ? response : undefined), () => undefined))
  }
}

export async function takeAhead(address: string): Promise<Response | undefined> {
  const answer = begun.get(address)
  begun.delete(address)
  return answer
}

export function headersFor(language: string): Headers {
  return new Headers({ accept: 'application/json', 'accept-language': language })
}

/** Objects and arrays are sent as JSON text; undefined ones are left out. */
export function addressOf(path: string, query: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    parameters.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = parameters.toString()
  return text ? `${root}${path}?${text}` : `${root}${path}`
}
