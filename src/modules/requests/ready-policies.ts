/** What a new company begins with; administrators change it. */
export const readyPolicies = [
  { name: '重点客户紧急', position: 10, tiers: ['vip', 'a'], priorities: ['urgent'], response_minutes: 15, solution_minutes: 240 },
  { name: '紧急', position: 20, priorities: ['urgent'], response_minutes: 30, solution_minutes: 480 },
  { name: '投诉', position: 30, kinds: ['complaint'], response_minutes: 60, solution_minutes: 960 },
  { name: '合同服务', position: 40, classes: ['b'], response_minutes: 120, solution_minutes: 960 },
  { name: '一般', position: 90, response_minutes: 240, solution_minutes: 1920 },
]
