import { useEffect, useRef, useState } from 'react'

import type { RefObject } from 'react'

/**
 * Files dropped or pasted on the input, or anywhere in the part of the page around it that is marked `data-takes-files`: a
 * picture pasted into the text of a contact is meant for the contact. True while files are held over it.
 */
export function useDroppedFiles(box: RefObject<HTMLElement | null>, onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const area = box.current?.closest('[data-takes-files]') ?? box.current
    if (!(area instanceof HTMLElement)) return
    const take = (event: Event, transfer: DataTransfer | null) => {
      const files = [...(transfer?.files ?? [])]
      setIsOver(false)
      if (files.length === 0) return
      event.preventDefault()
      latest.current(files)
    }
    const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData)
    const onDrop = (event: DragEvent) => take(event, event.dataTransfer)
    const onDragOver = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setIsOver(true)
    }
    const onDragLeave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setIsOver(false)
    }
    area.addEventListener('paste', onPaste)
    area.addEventListener('drop', onDrop)
    area.addEventListener('dragover', onDragOver)
    area.addEventListener('dragleave', onDragLeave)
    return () => {
      area.removeEventListener('paste', onPaste)
      area.removeEventListener('drop', onDrop)
      area.removeEventListener('dragover', onDragOver)
      area.removeEventListener('dragleave', onDragLeave)
    }
  }, [box])
  return isOver
}
