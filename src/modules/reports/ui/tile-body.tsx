import { ReportResult } from './report-result.tsx'
import styles from './reports.module.css'

import type { TileAnswer } from '../actions/run-dashboard.ts'

/** A report in its tile, or why there is none. */
export function TileBody({ tile }: { tile: Pick<TileAnswer, 'answer' | 'problem'> }) {
  if (!tile.answer) return <p className={styles.tileProblem} role="status">{tile.problem}</p>
  return <ReportResult answer={tile.answer} height={240} isTile />
}
