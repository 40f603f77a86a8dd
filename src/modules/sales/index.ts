/** The door of the module: what other modules may use. */
export { announcePrices } from './actions/announce-prices.ts'
export { refreshPurchaseTotals } from './actions/refresh-purchase-totals.ts'
export { checkDocument, deriveDocument, documentFields, linePanel, linesOf, totalsPanel, type StoredLine } from './lines/document-fields.ts'
export { componentsOf } from './lines/components.ts'
export { fillManyLines } from './lines/fill-lines.ts'
export { savesDocument } from './lines/save-document.ts'
export { currencyOptions } from './rules/currencies.ts'
export { sharesOf, totalsOf, type DocumentInput, type LineInput, type LineTotals, type Totals } from './rules/totals.ts'
