const browsers: [pattern: RegExp, name: string][] = [
  [/MicroMessenger/, '微信 WeChat'],
  [/DingTalk/, '钉钉 DingTalk'],
  [/Lark|Feishu/, '飞书 Lark'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [pattern: RegExp, name: string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome · Windows`; the beginning of what it calls itself where it is no browser one knows. */
export function programName(program: string | null): string {
  if (!program) return ''
  const name = (known: typeof browsers) => known.find(([pattern]) => pattern.test(program))?.[1]
  return [name(browsers), name(systems)].filter(Boolean).join(' · ') || program.slice(0, 40)
}
