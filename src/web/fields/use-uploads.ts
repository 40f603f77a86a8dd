import { useContext, useEffect, useId, useRef, useState } from 'react'

import { randomId } from '../client/random-id.ts'
import { uploadFile } from '../client/upload.ts'
import { problemText } from '../kit/problem-text.ts'
import { UploadReportContext } from './held-save.tsx'

import type { KeptFile } from '../client/upload.ts'

export interface Upload {
  key: string
  name: string
  /** 0 to 1. */
  share: number
  problem?: string
}

interface Options {
  files: KeptFile[]
  many: boolean
  onChange(value: KeptFile[] | KeptFile): void
}

/** Files on their way to the server; each joins `files` when it is there. Those under way end with the input. */
export function useUploads({ files, many, onChange }: Options): { uploads: Upload[]; add(added: File[]): void; stop(key: string): void } {
  const [uploads, setUploads] = useState<Upload[]>([])
  const controls = useRef(new Map<string, AbortController>())
  // Several end one after the other, faster than the page is drawn.
  const latest = useRef({ files, onChange })
  latest.current = { files, onChange }
  const around = useContext(UploadReportContext)
  const id = useId()
  const failed = uploads.filter(({ problem }) => problem !== undefined).length
  const running = uploads.length - failed
  useEffect(() => {
    around?.report(id, { running, failed })
    return () => around?.report(id, { running: 0, failed: 0 })
  }, [around, id, running, failed])
  useEffect(() => {
    const under = controls.current
    return () => under.forEach((control) => control.abort())
  }, [])

  const change = (key: string, changes: Partial<Upload>) => setUploads((before) => before.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload)))
  const forget = (key: string) => {
    controls.current.delete(key)
    setUploads((before) => before.filter((upload) => upload.key !== key))
  }
  const send = async (key: string, file: File) => {
    const control = controls.current.get(key)
    if (!control) return
    try {
      const kept = await uploadFile(file, { signal: control.signal, onProgress: (share) => change(key, { share }) })
      latest.current.files = many ? [...latest.current.files, kept] : [kept]
      latest.current.onChange(many ? latest.current.files : kept)
      forget(key)
    } catch (error) {
      change(key, { problem: problemText(error) })
    }
  }
  return {
    uploads,
    add: (added) => {
      const chosen = (many ? added : added.slice(0, 1)).map((file) => ({ key: randomId(), file }))
      setUploads((before) => [...before, ...chosen.map(({ key, file }) => ({ key, name: file.name, share: 0 }))])
      for (const { key } of chosen) controls.current.set(key, new AbortController())
      void inTurn(chosen, send)
    },
    stop: (key) => {
      controls.current.get(key)?.abort()
      forget(key)
    },
  }
}

/** One after the other, so that they stand in the order in which they were chosen. */
async function inTurn(chosen: readonly { key: string; file: File }[], send: (key: string, file: File) => Promise<void>): Promise<void> {
  for (const { key, file } of chosen) await send(key, file)
}
