import type { Route } from '../platform/http/route.ts'
import type { Context } from '../kernel/context.ts'
import { bulkRoutes } from './bulk/bulk-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { importRoutes } from './import-routes.ts'

/** Files in and out, and changes of many. @param options.dataFolder where uploads and exports are kept. */
export function exchangeRoutes(options: { dataFolder: string }): Route<Context>[] {
  return [...importRoutes(options), ...exportRoutes(options), ...bulkRoutes]
}
