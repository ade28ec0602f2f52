import { disciplines, towns } from '../vocabulary'
import type { AiUse, ApplicantKind, Audience, Format, Licence, SupportMode, ThemeOrientation } from '../vocabulary'
import type { Question } from './types'

type Options = NonNullable<Question['options']>

/** Every code of a vocabulary has its words, or this does not compile. */
const from = <Code extends string>(words: Readonly<Record<Code, readonly [zh: string, en: string]>>): Options =>
  Object.entries<readonly [string, string]>(words).map(([value, [zh, en]]) => ({ value, label: { zh, en } }))

export const applicantKindOptions = from<ApplicantKind>({
  individual: ['个人', 'Individual'],
  team: ['团队', 'Team'],
  enterprise: ['企业', 'Enterprise'],
  institution: ['事业单位（学校、医院、科研院所）', 'Public institution (school, hospital, institute)'],
  social_org: ['社会组织', 'Social organisation'],
  science_base: ['科普基地', 'Science popularisation base'],
  media: ['媒体、出版单位', 'Media or publisher'],
  community: ['社区', 'Community'],
})

export const modeOptions = from<SupportMode>({
  work_call: ['作品征集（已完成的作品）', 'Call for works (finished)'],
  project_grant: ['项目资助（拟创作的作品）', 'Project funding (to be made)'],
})

export const formatOptions = from<Format>({
  video: ['短视频、微视频', 'Video'],
  comic: ['漫画', 'Comic'],
  article: ['科普文章', 'Article'],
  game: ['科普游戏', 'Game'],
})

export const themeOptions = from<ThemeOrientation>({
  S: ['面向世界科技前沿', 'World frontiers of science and technology'],
  E: ['面向经济主战场', 'Main battlefield of the economy'],
  N: ['面向国家重大需求', 'Major needs of the country'],
  H: ['面向人民生命健康', "People's life and health"],
  O: ['其他', 'Other'],
})

export const audienceOptions = from<Audience>({
  youth: ['青少年', 'Young people'],
  farmer: ['农民', 'Farmers'],
  worker: ['产业工人', 'Industrial workers'],
  elderly: ['老年人', 'Older people'],
  cadre: ['领导干部和公务员', 'Officials and civil servants'],
  general: ['社会公众', 'General public'],
})

export const aiUseOptions = from<AiUse>({
  none: ['未使用', 'Not used'],
  assisted: ['辅助创作', 'Assisted'],
  generated: ['含生成内容', 'Contains generated content'],
})

export const licenceOptions = from<Licence>({
  'programme-nonexclusive': ['授权本计划非独家、公益使用', 'Non-exclusive public-interest use by the programme'],
  'cc-by-4.0': ['知识共享 署名 4.0', 'Creative Commons Attribution 4.0'],
  'cc-by-nc-4.0': ['知识共享 署名—非商业性使用 4.0', 'Creative Commons Attribution-NonCommercial 4.0'],
})

export const budgetItemOptions = from({
  editing: ['编辑', 'Editing'],
  remuneration: ['稿酬', 'Author fees'],
  copyright: ['版权', 'Copyright fees'],
  production: ['制作', 'Production'],
  printing: ['印制', 'Printing'],
  experts: ['专家咨询', 'Expert advice'],
  promotion: ['推广', 'Promotion'],
  other: ['其他', 'Other'],
})

export const townOptions: Options = towns.map(({ code, zh, en }) => ({ value: code, label: { zh, en } }))
export const disciplineOptions: Options = disciplines.map(({ code, zh, en }) => ({ value: code, label: { zh, en } }))
