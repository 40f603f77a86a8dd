/** Where one can go: Today and the objects of the navigation. */
import {
  AppstoreOutlined, BankOutlined, ClockCircleOutlined, CommentOutlined, ContactsOutlined, GiftOutlined, HeartOutlined, HomeOutlined,
  BulbOutlined, OrderedListOutlined, PercentageOutlined, BarChartOutlined, DashboardOutlined, ShareAltOutlined, ShoppingOutlined, TagOutlined, TeamOutlined, UnorderedListOutlined, UserOutlined, SafetyOutlined,
  AccountBookOutlined, FilterOutlined, CheckSquareOutlined, HourglassOutlined, UserDeleteOutlined, MergeCellsOutlined, FieldTimeOutlined,
  InboxOutlined, NotificationOutlined, SolutionOutlined, SwapOutlined, FunnelPlotOutlined, ThunderboltOutlined, AimOutlined,
  FileDoneOutlined, FileProtectOutlined, FrownOutlined, ReadOutlined, LineChartOutlined, FileTextOutlined, PayCircleOutlined, ShoppingCartOutlined, ToolOutlined, ImportOutlined, DollarOutlined, CarOutlined, ClusterOutlined, EnvironmentOutlined, ExperimentOutlined, AuditOutlined, PhoneOutlined,
} from '@ant-design/icons'
import { useMemo } from 'react'

import { useMetadata } from '../client/metadata.tsx'

import type { ComponentType } from 'react'
import type { ObjectMetadata } from '../client/metadata.tsx'

/** Icons stand beside words and are not read out. */
export type PlaceIcon = ComponentType<{ 'aria-hidden'?: boolean }>

export const TodayIcon: PlaceIcon = HomeOutlined

/** Objects without an icon of their own share one. */
const icons: Record<string, PlaceIcon> = {
  customer: TeamOutlined, contact: ContactsOutlined, preference: HeartOutlined, special_day: GiftOutlined, relationship: ShareAltOutlined, tag: TagOutlined, duplicate_pair: MergeCellsOutlined,
  interaction: CommentOutlined, task: UnorderedListOutlined, transaction: AccountBookOutlined, product: ShoppingOutlined, user: UserOutlined,
  consent: CheckSquareOutlined, erasure: UserDeleteOutlined, retention_rule: HourglassOutlined, archive_clock: FieldTimeOutlined,
  opportunity: FunnelPlotOutlined, campaign: NotificationOutlined, competitor: ThunderboltOutlined, quote: FileTextOutlined, contract: FileProtectOutlined,
  order: ShoppingCartOutlined, invoice: FileDoneOutlined, receipt: PayCircleOutlined, shipment: CarOutlined, claim: ToolOutlined, purchase: ImportOutlined, price_list: DollarOutlined,
  suggestion_list: OrderedListOutlined, product_proposal: BulbOutlined,
  approval: SolutionOutlined, request: ToolOutlined, entitlement: FileProtectOutlined, complaint: FrownOutlined, call: PhoneOutlined, article: ReadOutlined, lead: AimOutlined, pool: InboxOutlined, handover: SwapOutlined,
  customer_value: LineChartOutlined, tier_move: SwapOutlined, treatment: CheckSquareOutlined, report: BarChartOutlined, dashboard: DashboardOutlined,
  asset: ClusterOutlined, field_job: EnvironmentOutlined, skill: ExperimentOutlined, service_voucher: AuditOutlined,
  department: BankOutlined, role: SafetyOutlined, saved_view: FilterOutlined, call_back: ClockCircleOutlined, discount: PercentageOutlined,
}

export function iconOf(objectName: string): PlaceIcon {
  return icons[objectName] ?? AppstoreOutlined
}

/** What the person may see, in the order of the modules. */
export function usePlaces(): ObjectMetadata[] {
  const { modules, objects } = useMetadata()
  return useMemo(() => modules.flatMap(({ name }) => objects.filter((object) => object.module === name && object.in_navigation && object.can.see)), [modules, objects])
}
