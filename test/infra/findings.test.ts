import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CfnResource } from 'aws-cdk-lib'
import { describe, expect, it } from 'vitest'
import { acknowledgements } from '#infra/acknowledgements.ts'
import { freshBundles } from '#infra/bundles/fresh-bundles.ts'
import { createHilftApp } from '#infra/hilft-app.ts'
import { synthesisedStage } from '#test/support/synthesised-stage.ts'

const { onStateful, onStateless } = acknowledgements(createHilftApp({ context: { stage: 'prod' } }).stateful)
const accepted = [...onStateful, ...onStateless]

/** What only the local system has. None of it may reach a template. */
const LOCAL_ONLY = [
	'/practice',
	'local-x-secret',
	'local-meta-secret',
	'local-verify-token',
	'localhost',
	'127.0.0.1',
	'infra/local',
]

describe('findings of the rule packs', () => {
	it('are accepted at most 15 times, each with a reason that is a sentence', () => {
		expect(accepted.length).toBeLessThanOrEqual(15)
		expect(new Set(accepted.map(({ id }) => id)).size).toBe(accepted.length)
		for (const { reason } of accepted) expect(reason).toMatch(/^[A-Z].{40,}\.$/)
	})
})

describe.each(['dev', 'prod'] as const)('the templates of %s', (name) => {
	const { text } = synthesisedStage(name)

	it.each(LOCAL_ONLY)('do not know %s', (word) => {
		expect(text).not.toContain(word)
	})

	it('hold and make no secret value', () => {
		expect(text).not.toMatch(/SecretString|GenerateSecretString|resolve:secretsmanager|resolve:ssm-secure/)
	})
})

describe("CDK's validator of templates", () => {
	const synthesiseWithCode = async (stage: string, change: (app: ReturnType<typeof createHilftApp>) => void) => {
		const outputDirectory = mkdtempSync(join(tmpdir(), 'hilft-validated-'))
		const bundles = await freshBundles(resolve(import.meta.dirname, '../..'))
		const created = createHilftApp({ context: { stage }, outputDirectory, bundles })
		change(created)
		try {
			created.app.synth()
		} finally {
			rmSync(outputDirectory, { recursive: true })
		}
	}

	it.each(['dev', 'prod'])('finds nothing wrong in %s as it is deployed', async (stage) => {
		await synthesiseWithCode(stage, () => undefined)
	})

	it('is asked at each synthesis that may be deployed: a property that is none fails it', async () => {
		const misspell = ({ stateless }: ReturnType<typeof createHilftApp>): void =>
			void new CfnResource(stateless, 'Wrong', { type: 'AWS::SQS::Queue', properties: { DelaySecond: 1 } })
		await expect(synthesiseWithCode('dev', misspell)).rejects.toThrow(
			'ERROR DelaySecond: Additional properties are not allowed',
		)
	})
})
