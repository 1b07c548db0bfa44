import { parseSync } from 'oxc-parser'

export type SyntaxNode = Readonly<Record<string, unknown>>

export const isNode = (value: unknown): value is SyntaxNode =>
	typeof value === 'object' && value !== null && !Array.isArray(value)

function* nodesBelow(value: unknown): Generator<SyntaxNode> {
	if (Array.isArray(value)) for (const one of value) yield* nodesBelow(one)
	if (!isNode(value)) return
	yield value
	for (const one of Object.values(value)) yield* nodesBelow(one)
}

/** Every node of a file, each before those below it. Throws where the code cannot be parsed. */
export const nodesIn = (path: string, code: string): readonly SyntaxNode[] => {
	const { program, errors } = parseSync(path, code)
	if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`)
	return [...nodesBelow(program)]
}
