/** The pipeline a new company begins with (S19). Names are in both languages, each reader reads one. The migration plants the same. */
export const readyPipeline = { name: '标准流程 Standard', position: 1, is_default: true }

export const readyStages = [
  { name: '兴趣需求 Interest and needs', position: 1, kind: 'open', probability: 10, expected_days: 14 },
  { name: '方案设计 Solution design', position: 2, kind: 'open', probability: 30, expected_days: 21 },
  { name: '销售 Selling', position: 3, kind: 'open', probability: 60, expected_days: 21 },
  { name: '跟踪 Follow-up', position: 4, kind: 'open', probability: 80, expected_days: 30 },
  { name: '赢单 Won', position: 5, kind: 'won', probability: 100 },
  { name: '输单 Lost', position: 6, kind: 'lost', probability: 0 },
]
