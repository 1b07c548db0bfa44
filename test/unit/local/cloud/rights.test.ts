// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of CloudFormation and IAM
import { describe, expect, it } from 'vitest'
import { createEvaluate } from '#infra/local/cloud/proxy/rights.ts'
import { access } from '#infra/local/cloud/proxy/services/access.ts'
import { systemOf } from '#infra/local/cloud/template/load-system.ts'
import { stackOf } from '#infra/local/cloud/template/read-assembly.ts'

const rolesOf = (statements: readonly unknown[], role: Record<string, unknown> = {}) => {
	const stack = stackOf('stack', {
		Resources: {
			Role: { Type: 'AWS::IAM::Role', Properties: role },
			Policy: {
				Type: 'AWS::IAM::Policy',
				Properties: { PolicyDocument: { Statement: statements }, Roles: [{ Ref: 'Role' }] },
			},
		},
	})
	return systemOf([stack], { assemblyDirectory: '', parameters: {} }).roles
}

const evaluateWith = (...statements: readonly unknown[]) => {
	const role = rolesOf(statements).Role
	if (role === undefined) throw new Error('no role')
	return createEvaluate(role)
}

const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/Facts'
const allow = (Action: string | readonly string[], Resource: string | readonly string[], Condition?: unknown) => ({
	Effect: 'Allow',
	Action,
	Resource,
	Condition,
})

describe('the rights of a role', () => {
	it('allows exactly the action and resource of a statement', () => {
		const evaluate = evaluateWith(allow('dynamodb:PutItem', table))
		expect(evaluate(access('dynamodb:PutItem', table))).toBe('allowed')
		expect(evaluate(access('dynamodb:putitem', table))).toBe('allowed')
		expect(evaluate(access('dynamodb:GetItem', table))).toBe('not-allowed')
		expect(evaluate(access('dynamodb:PutItem', `${table}2`))).toBe('not-allowed')
	})

	it('does not stretch a right on a table to its indexes, nor the other way round', () => {
		const onTable = evaluateWith(allow('dynamodb:Query', table))
		const onIndexes = evaluateWith(allow('dynamodb:Query', `${table}/index/*`))
		expect(onTable(access('dynamodb:Query', `${table}/index/list`))).toBe('not-allowed')
		expect(onIndexes(access('dynamodb:Query', `${table}/index/list`))).toBe('allowed')
		expect(onIndexes(access('dynamodb:Query', table))).toBe('not-allowed')
	})

	it('lets a Deny win over every Allow', () => {
		const deny = { ...allow('s3:GetObject', 'arn:aws:s3:::raw/secret/*'), Effect: 'Deny' }
		const evaluate = evaluateWith(allow('s3:GetObject', 'arn:aws:s3:::raw/*'), deny)
		expect(evaluate(access('s3:GetObject', 'arn:aws:s3:::raw/open/1'))).toBe('allowed')
		expect(evaluate(access('s3:GetObject', 'arn:aws:s3:::raw/secret/1'))).toBe('denied')
	})

	it('wants every condition to hold', () => {
		const key = 'arn:aws:kms:eu-central-1:000000000000:key/1'
		const evaluate = evaluateWith(
			allow('kms:Decrypt', key, {
				StringEquals: { 'kms:EncryptionContext:purpose': ['vault', 'backup'] },
				'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['purpose', 'case'] },
			}),
		)
		const asked = (purpose: string, ...keys: string[]) =>
			evaluate(
				access('kms:Decrypt', key, {
					'kms:EncryptionContext:purpose': [purpose],
					'kms:EncryptionContextKeys': keys,
				}),
			)
		expect(asked('vault', 'purpose')).toBe('allowed')
		expect(asked('backup', 'purpose', 'case')).toBe('allowed')
		expect(asked('other', 'purpose')).toBe('not-allowed')
		expect(asked('vault', 'purpose', 'more')).toBe('not-allowed')
		expect(evaluate(access('kms:Decrypt', key))).toBe('not-allowed')
	})

	it('takes in the inline policies of the role too', () => {
		const inline = { Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: [allow('sqs:SendMessage', '*')] } }] }
		expect(rolesOf([], inline).Role?.statements).toHaveLength(1)
	})

	it.each([
		['a wildcard action', allow('dynamodb:*', table), 'dynamodb:*'],
		['an action prefix', allow('s3:GetObject*', '*'), 's3:GetObject*'],
		['a question mark in a resource', allow('sqs:SendMessage', 'arn:aws:sqs:?'), 'resource pattern'],
		['a policy variable', allow('sqs:SendMessage', 'arn:aws:sqs:${aws:username}'), 'resource pattern'],
		['NotAction', { Effect: 'Allow', NotAction: 'sqs:SendMessage', Resource: '*' }, 'NotAction'],
		['another operator', allow('kms:Decrypt', '*', { StringLike: { 'kms:EncryptionContext:a': 'b*' } }), 'StringLike'],
		[
			'a condition key it has no value for',
			allow('s3:GetObject', '*', { StringEquals: { 'aws:SourceIp': '1' } }),
			'aws:SourceIp',
		],
	])('refuses %s at the start', (_, statement, name) => {
		expect(() => rolesOf([statement])).toThrow(name)
	})

	it('refuses managed policies and boundaries at the start', () => {
		const arn = 'arn:aws:iam::aws:policy/AdministratorAccess'
		expect(() => rolesOf([], { ManagedPolicyArns: [arn] })).toThrow('AdministratorAccess')
		expect(() => rolesOf([], { PermissionsBoundary: arn })).toThrow('boundary')
	})
})
