import { isDay } from '../calendar/days.ts'
import { solarOf, type Calendar, type LunarDate } from './lunar.ts'
import { halfWidth } from './normalise.ts'
