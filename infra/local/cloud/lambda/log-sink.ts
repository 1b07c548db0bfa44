import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

export type LogLine = { readonly function: string; readonly line: string }

export type LogSink = {
	/** Takes output as it comes, in pieces; subscribers get whole lines. */
	readonly write: (functionLabel: string, chunk: string) => void
	/** Passes on whole lines. Returns a function that ends the subscription. */
	readonly subscribe: (onLine: (line: LogLine) => void) => () => void
	readonly close: () => Promise<void>
}

/**
 * Creates a sink for what functions print. It appends to `<directory>/<function>.log` and passes whole lines to subscribers.
 */
export const createLogSink = (directory: string): LogSink => {
	mkdirSync(directory, { recursive: true })
	const files = new Map<string, WriteStream>()
	const rests = new Map<string, string>()
	const subscribers = new Set<(line: LogLine) => void>()
	const fileOf = (label: string): WriteStream => {
		const file = files.get(label) ?? createWriteStream(join(directory, `${label}.log`), { flags: 'a' })
		files.set(label, file)
		return file
	}
	const write = (label: string, chunk: string) => {
		fileOf(label).write(chunk)
		const lines = `${rests.get(label) ?? ''}${chunk}`.split('\n')
		rests.set(label, lines.pop() ?? '')
		for (const line of lines) for (const tell of subscribers) tell({ function: label, line })
	}
	const subscribe = (onLine: (line: LogLine) => void) => {
		subscribers.add(onLine)
		return () => void subscribers.delete(onLine)
	}
	const close = async () => {
		await Promise.all([...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))))
		files.clear()
	}
	return { write, subscribe, close }
}
