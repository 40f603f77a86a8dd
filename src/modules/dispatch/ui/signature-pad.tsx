/** Where the customer signs with a finger. What was drawn is a picture in black on white, whatever the theme. */
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

import styles from './today.module.css'

const [width, height] = [640, 240]

export function SignaturePad({ onChange }: { onChange(drawn: Blob | undefined): void }) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | undefined>(undefined)
  const pointOf = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height }
  }
  const draw = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d')
    if (!pen || !last.current) return
    const to = pointOf(event)
    Object.assign(pen, { lineWidth: 4, lineCap: 'round', strokeStyle: '#111' })
    pen.beginPath()
    pen.moveTo(last.current.x, last.current.y)
    pen.lineTo(to.x, to.y)
    pen.stroke()
    last.current = to
  }
  const end = () => {
    if (last.current) canvas.current?.toBlob((blob) => onChange(blob ?? undefined), 'image/png')
    last.current = undefined
  }
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, width, height)
    onChange(undefined)
  }
  return (
    <div className={styles.pad}>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t('dispatch.signature')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = pointOf(event)
          draw(event)
        }}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <Button size="small" type="text" onClick={clear}>{t('dispatch.sign_again')}</Button>
    </div>
  )
}
