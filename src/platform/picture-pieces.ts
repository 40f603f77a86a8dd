/** A picture that is copied part by part, without some of them. */
import type { FileHandle } from 'node:fs/promises'

/** What cannot be followed. */
export class Broken extends Error {}

export const pieceSize = 256 * 1024
/** Reads the one file from its beginning and writes what is to stay into the other. */
export class Pieces {
  #source: FileHandle
  #target: FileHandle
  #held = Buffer.alloc(0)
  #isOver = false
  #hasLeftOut = false
  written = 0

  constructor(source: FileHandle, target: FileHandle) {
    this.#source = source
    this.#target = target
  }

  /** What comes next, not more than a piece; less where the file ends. */
  async ahead(length: number): Promise<Buffer> {
    while (this.#held.length < length && !this.#isOver) {
      const { bytesRead, buffer } = await this.#source.read(Buffer.alloc(pieceSize), 0, pieceSize)
      this.#isOver = bytesRead === 0
      this.#held = Buffer.concat([this.#held, buffer.subarray(0, bytesRead)])
    }
    return this.#held.subarray(0, length)
  }

  async exactly(length: number): Promise<Buffer> {
    const found = await this.ahead(length)
    if (found.length < length) throw new Broken()
    this.#held = this.#held.subarray(length)
    return found
  }

  async keep(length: number): Promise<void> {
    for (let left = length; left > 0; left -= Math.min(left, pieceSize)) await this.write(await this.exactly(Math.min(left, pieceSize)))
  }

  async leaveOut(length: number): Promise<void> {
    this.#hasLeftOut = true
    for (let left = length; left > 0; left -= Math.min(left, pieceSize)) await this.exactly(Math.min(left, pieceSize))
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#target.write(bytes, 0, bytes.length, this.written)
    this.written += bytes.length
  }

  async writeAt(place: number, bytes: Uint8Array): Promise<void> {
    await this.#target.write(bytes, 0, bytes.length, place)
  }

  /** Whatever follows the picture is no part of it. @returns whether anything was left out */
  async finish(): Promise<boolean> {
    const hasMore = (await this.ahead(1)).length > 0
    await this.#target.sync()
    return this.#hasLeftOut || hasMore
  }
}
