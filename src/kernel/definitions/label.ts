export type { Label, Language } from '../../platform/label.ts'
