import type { Config } from 'payload'
import { words } from '../i18n'

/** What is ours in the admin besides its nouns: name, navigation, work list, ranking, proposed panels. */
export const adminParts: Config['admin'] = {
  avatar: 'default',
  dateFormat: 'yyyy-MM-dd HH:mm',
  meta: {
    titleSuffix: ` · ${words('zh').admin.name}`,
    title: words('zh').admin.name,
    description: words('zh').admin.name,
  },
  components: {
    beforeLogin: ['/src/admin/StaffOnly#StaffOnly'],
    beforeNavLinks: ['/src/admin/RoleNav#RoleNav'],
    graphics: { Logo: '/src/admin/Graphics#Logo', Icon: '/src/admin/Graphics#Icon' },
    views: {
      ranking: { path: '/ranking', exact: true, Component: '/src/admin/RankingView#RankingView' },
      assigning: { path: '/assigning', exact: true, Component: '/src/admin/PanelView#PanelView' },
    },
  },
  dashboard: {
    widgets: [
      { slug: 'work-list', Component: '/src/admin/WorkList#WorkList', minWidth: 'full' },
      { slug: 'queue', Component: '/src/admin/QueueBoard#QueueBoard', minWidth: 'full' },
    ],
    defaultLayout: [
      { widgetSlug: 'work-list', width: 'full' },
      { widgetSlug: 'queue', width: 'full' },
      { widgetSlug: 'collections', width: 'full' },
    ],
  },
}

/** Words of ours that Payload itself says. */
export const translations = {
  zh: { kepu: { history: words('zh').admin.history.title } },
  en: { kepu: { history: words('en').admin.history.title } },
}
