/** What all buttons of the component library have in common. */
import { LoadingOutlined } from '@ant-design/icons'

/** The library's own wheel is read out: "loading Save". Ours only turns. */
export const buttonConfig = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> }
