/** A command cannot do what was asked, for a reason that the person at the keyboard can mend. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'CommandError'
  }
}
