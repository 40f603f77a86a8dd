/** node bench/quote-pdf.ts [LINES]: what the PDF of a quote costs: seconds, and memory at its most, in a process that does nothing else. */
import { printPaper } from '../src/modules/quotes/paper/print-paper.ts'
import type { Paper } from '../src/modules/quotes/paper/paper.ts'

const count = Number(process.argv[2] ?? 200)
const names = ['豪华江景大床房', '会议室半日租赁（含投影、茶歇）', '婚宴套餐 百年好合', '中餐包间', '接送机服务 商务车']
const lines = Array.from({ length: count }, (_, index) => ({
  code: `RM-${index + 100}`, name: names[index % names.length] ?? '', unit: '间夜', quantity: (index % 9) + 1.5, price: '1280.0000', discount: index % 4 ? 0 : 5, tax_rate: 6, remark: index % 5 === 1 ? '含早餐，需提前三天确认' : undefined, amount: '12800.00',
}))
const paper: Paper = {
  kind: 'quote', language: 'zh', isDraft: false, number: 'BJ-2026-000123', version: 1, name: '年度框架报价', made_on: '2026-11-26', valid_until: '2026-12-26', currency: 'CNY', prices_include_tax: true,
  seller: { name: '远航集团', person: '林晓' }, buyer: { name: '宁波远洋运输股份有限公司', person: '周敏' }, lines,
  subtotal: '2560000.00', discount_total: '0.00', tax_total: '144905.66', total: '2560000.00', terms: '七日内付清。',
}

for (let turn = 1; turn <= 3; turn++) {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  const start = performance.now()
  const bytes = await printPaper(paper)
  const seconds = (performance.now() - start) / 1000
  clearInterval(watch)
  await new Promise((resolve) => setTimeout(resolve, 500))
  const megabytes = (size: number) => Math.round(size / 1_000_000)
  console.log(`${count} lines: ${seconds.toFixed(2)} s, ${megabytes(bytes.length * 1000) / 1000} MB, memory before ${megabytes(before)} MB, at most ${megabytes(most)} MB, after ${megabytes(process.memoryUsage.rss())} MB`)
}
