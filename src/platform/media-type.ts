/** What a file is, from its content and never from its name. */
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { Problem } from './problems.ts'

/** A browser may show these in its window: none of them can run a script of ours. */
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp', 'application/pdf'])

export function isShown(type: string): boolean {
  return shown.has(type)
}

const programs: ReadonlySet<string> = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/vnd.android.package-archive', 'application/x-ms-shortcut', 'application/java-vm', 'application/x-nintendo-nes-rom'])

/** What Windows runs at a double click. */
const programNames = /\.(exe|com|scr|pif|bat|cmd|msi|msp|lnk|hta|cpl|js|jse|vbs|vbe|wsf|wsh|ps1|psm1|jar|reg|scf|url)$/i

/**
 * @returns `text/plain` for any text: pages, pictures of lines (SVG) and scripts are texts here.
 * @throws Problem 415 for programs.
 */
export async function mediaTypeOf(path: string, name: string): Promise<string> {
  // A broken file of a known kind is one of an unknown kind.
  const found = await fileTypeFromFile(path).catch(() => undefined)
  const type = found?.mime.split(';', 1)[0] ?? ''
  if (programs.has(type) || programNames.test(name.trim())) {
    throw new Problem({ status: 415, code: 'unsupported-media-type', title: { zh: '不接受程序文件', en: 'Programs are not accepted' } })
  }
  if (type !== '' && !/xml|html|script/.test(type)) return type
  return (await isText(path)) ? 'text/plain' : 'application/octet-stream'
}

async function isText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    const text = new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead), { stream: true })
    // Other encodings of texts are not told apart from what is no text.
    return !/[\0\ufffd]/.test(text)
  } finally {
    await file.close()
  }
}
