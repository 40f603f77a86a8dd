/** What a stage is worth by what became of opportunities that stood in it. Pure. */

/** With fewer that have ended, a share says more of chance than of the stage. */
export const enoughEnded = 20

export interface Stood {
  stage: string
  /** Opportunities that ever stood in it and have ended by now. */
  ended: number
  won: number
}

export interface Weight extends Stood {
  /** 0 to 1: the share that was won; the probability of the stage where too few have ended. */
  weight: number
  is_enough: boolean
}

/** @param stages the open ones, with their probabilities in percent */
export function weightsOf(stages: readonly { id: string; probability: number }[], stood: readonly Stood[]): Weight[] {
  const known = new Map(stood.map((each) => [each.stage, each]))
  return stages.map(({ id, probability }) => {
    const { ended, won } = known.get(id) ?? { ended: 0, won: 0 }
    const isEnough = ended >= enoughEnded
    return { stage: id, ended, won, is_enough: isEnough, weight: isEnough ? won / ended : Math.min(100, Math.max(0, probability)) / 100 }
  })
}
