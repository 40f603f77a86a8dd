/** What a new company begins with: one hot line, of whose people administrators decide. Urgent requests are asked about within three working days. */
export const readyQueue = {
  name: '客服热线', position: 1, target_percent: 80, target_seconds: 20, call_back_minutes: 60,
  retries: [{ after_minutes: 30 }, { after_minutes: 120 }, { after_minutes: 480 }],
  after_request_days: 3, after_request_priorities: ['urgent', 'high'],
}
