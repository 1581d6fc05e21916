from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "newsroom"

    def ready(self) -> None:
        from articles import checks  # noqa: F401  registers system checks
        from articles.actions.staff import sync_roles

        post_migrate.connect(sync_roles, sender=self)
