import type { SourceFile } from '#test/support/source-files.ts'
import type { Walk } from './walks.ts'

export type WalkStep = { readonly path: string; readonly depth: number; readonly queue?: string | undefined }

/** The files of a walk in the order in which they are read; `queue` is what stands before the first of a function. */
export const stepsOf = ({ way }: Walk): readonly WalkStep[] => {
	const steps: WalkStep[] = []
	let queue: string | undefined
	for (const line of way.split('\n').filter((one) => one.trim() !== '')) {
		const path = line.trim()
		if (path.startsWith('→ ')) queue = path.slice(2)
		else {
			steps.push({ path, depth: line.length - line.trimStart().length, queue })
			queue = undefined
		}
	}
	return steps
}

/** Files that are read on a walk, each once. */
export const filesOf = (walk: Walk): number => new Set(stepsOf(walk).map(({ path }) => path)).size

/** How often the next file lies in another room than the one before. */
export const changesOf = (walk: Walk, files: ReadonlyMap<string, SourceFile>): number => {
	const roomOf = (path: string): string => (path.startsWith('functions/') ? 'functions' : (files.get(path)?.room ?? ''))
	const rooms = stepsOf(walk).map(({ path }) => roomOf(path))
	return rooms.filter((room, index) => index > 0 && room !== rooms[index - 1]).length
}
