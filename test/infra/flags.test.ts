import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createHilftApp } from '#infra/hilft-app.ts'
import cdkJson from '../../cdk.json' with { type: 'json' }

/** The templates of both stages as text, with a context on top; that a stack cannot be made so is a text of its own. */
const templates = (context: Readonly<Record<string, unknown>>): string => {
	const outputDirectory = mkdtempSync(join(tmpdir(), 'hilft-flags-'))
	try {
		return ['dev', 'prod']
			.flatMap(
				(stage) =>
					createHilftApp({ context: { ...context, stage }, outputDirectory }).app.synth({ skipValidation: true })
						.stacks,
			)
			.map(({ template }) => JSON.stringify(template))
			.join('\n')
	} catch (error) {
		return String(error)
	} finally {
		rmSync(outputDirectory, { recursive: true })
	}
}

const flags = Object.keys(cdkJson.context).filter((flag) => flag !== 'stage')
const now = templates({})

it('every flag of cdk.json is needed: without it a template is another one', () => {
	expect(flags.length).toBeGreaterThan(0)
	expect(flags.filter((flag) => templates({ [flag]: undefined }) === now)).toEqual([])
	expect(templates({ '@aws-cdk/aws-rds:databaseProxyUniqueResourceName': true })).toBe(now)
})
