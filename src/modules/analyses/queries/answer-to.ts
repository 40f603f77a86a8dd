import type { Context } from '../../../kernel/context.ts'
import type { AnalysisAnswer, AnalysisName, Block, Filter, ForecastSeries } from '../rules/answer.ts'
import { askingOf, type Asking } from './asking.ts'
import { behaviour } from './behaviour.ts'
import { loyalty } from './loyalty.ts'
import { overview } from './overview.ts'
import { product } from './product.ts'
import { profit } from './profit.ts'
import { promotion } from './promotion.ts'
import { trend } from './trend.ts'

interface Told {
  blocks: Block[]
  forecasts: ForecastSeries[]
}

const plain = (of: (ctx: Context, asking: Asking) => Promise<Block[]>) => async (ctx: Context, asking: Asking): Promise<Told> => ({ blocks: await of(ctx, asking), forecasts: [] })

const analyses: Record<AnalysisName, (ctx: Context, asking: Asking) => Promise<Told>> = {
  overview: plain(overview), loyalty: plain(loyalty), profit: plain(profit), behaviour: plain(behaviour), trend, product: plain(product), promotion: plain(promotion),
}

/** Computed now. @throws Problem 422 for a filter that does not fit customers, or asks what may not be read */
export async function answerTo(ctx: Context, analysis: AnalysisName, filter: Filter): Promise<AnalysisAnswer> {
  const asking = await askingOf(ctx, filter)
  const told = await analyses[analysis](ctx, asking)
  return { as_of: asking.isEvaluated ? asking.asOf : null, window: asking.window, computed_at: ctx.clock.now().toISOString(), is_kept: false, ...told }
}
