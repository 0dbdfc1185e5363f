"""The software that a local store runs with: found, fetched, and prepared."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store import class_data, jars
from graph.store.class_data import ClassData
from graph.store.jars import Software
from graph.store.java import Java, find_java
from graph.store.local_settings import LocalSettings, Progress, silent


@dataclass(frozen=True, slots=True)
class Installation:
    """The software that a server is started with."""

    java: Java
    software: Software
    class_data: ClassData | None


def is_installed(settings: LocalSettings) -> bool:
    """Whether the jars are complete and intact; a folder given by the user is not checked."""
    if settings.neo4j_home is not None:
        return True
    return jars.is_complete(jars.jar_folder(settings.software), jars.kept_list())


def install(settings: LocalSettings, progress: Progress = silent) -> Installation:
    """Fetch missing jars and make the class-data archive.

    :raises StoreUnavailable: if there is no Java, or the jars cannot be fetched
    :raises ConfigurationError: if the folder or URL configured for them cannot be used
    """
    fetch(settings, progress)
    installation = installed(settings)
    class_data.make_archive(settings.software, installation.java, installation.software, progress)
    return installed(settings)


def fetch(settings: LocalSettings, progress: Progress = silent) -> None:
    """Fetch missing jars.

    :raises StoreUnavailable: if they cannot be fetched
    """
    if not is_installed(settings):
        jars.fetch(jars.jar_folder(settings.software), jars.kept_list(), settings.maven, progress)


def installed(settings: LocalSettings) -> Installation:
    """Return the installed software.

    :raises StoreUnavailable: if there is no Java
    :raises ConfigurationError: if there are no jars
    """
    java = find_java(settings.java_home)
    folder = settings.neo4j_home or jars.jar_folder(settings.software)
    software = jars.software_in(folder)
    return Installation(java, software, class_data.find_archive(settings.software, java, software))
